import { connect, createServer, type Socket } from "node:net";

/** Passes TCP connections on to a port of this machine, until it cuts them. */
export interface CutProxy {
  readonly port: number;
  /** Number of connections that were accepted so far. */
  readonly connections: () => number;
  /** Ends all connections without a word when N more bytes have come from the clients; at once if N is 0. */
  readonly cutAfter: (bytes: number) => void;
  /** Passes nothing on any more, but keeps connections open and takes new ones. */
  readonly freeze: () => void;
  /** Ends new connections at once, or takes them again. */
  readonly refuse: (isRefused: boolean) => void;
  readonly close: () => Promise<void>;
}

export async function startCutProxy(target: number): Promise<CutProxy> {
  const sockets = new Set<Socket>();
  let received = 0;
  let connections = 0;
  let cutAt = Number.POSITIVE_INFINITY;
  let isFrozen = false;
  let isRefused = false;
  const hold = (socket: Socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    socket.on("error", () => undefined);
  };
  const cut = () => {
    cutAt = Number.POSITIVE_INFINITY;
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((client) => {
    hold(client);
    if (isRefused) return void client.destroy();
    connections++;
    const onward = connect(target, "127.0.0.1");
    hold(onward);
    client.on("data", (data) => {
      received += data.length;
      if (received >= cutAt) return cut();
      if (!isFrozen) onward.write(data);
    });
    onward.on("data", (data) => {
      if (!isFrozen) client.write(data);
    });
    client.on("close", () => onward.destroy());
    onward.on("close", () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  if (typeof address !== "object" || !address) throw new Error("no port");
  return {
    port: address.port,
    connections: () => connections,
    cutAfter: (bytes) => {
      if (bytes === 0) return cut();
      cutAt = received + bytes;
    },
    freeze: () => {
      isFrozen = true;
    },
    refuse: (refused) => {
      isRefused = refused;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cut();
      }),
  };
}
