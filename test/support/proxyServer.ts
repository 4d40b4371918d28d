import { createServer, type IncomingMessage, request as send } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import type { Duplex } from "node:stream";

/** A forward proxy for tests. It connects every host to one server on this machine. */
export interface ProxyServer extends AsyncDisposable {
  readonly url: string;
  /** Requested hosts and ports, in order. */
  readonly asked: readonly string[];
  /** Refuses requests with this status, including those in open tunnels. Without a status, accepts again. */
  readonly refuse: (status?: number) => void;
}

/** Starts a proxy. @param port port of the server on 127.0.0.1 */
export async function startProxy(port: number): Promise<ProxyServer> {
  const asked: string[] = [];
  const sockets = new Set<Socket>();
  let refusal: number | undefined;
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const server = createServer((request, response) => {
    asked.push(new URL(request.url ?? "", "http://none.invalid").host);
    if (refusal) return void response.writeHead(refusal).end("refused");
    const { pathname } = new URL(request.url ?? "", "http://none.invalid");
    const onward = send({ port, host: "127.0.0.1", method: request.method, path: pathname, headers: request.headers });
    onward.on("response", (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    onward.on("error", () => response.destroy());
    request.pipe(onward);
  });
  server.on("connection", (socket) => {
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
  });
  server.on("connect", ({ url = "" }: IncomingMessage, socket: Duplex) => {
    asked.push(url);
    socket.on("error", () => undefined); // The client disconnected.
    if (refusal) return void socket.end(`HTTP/1.1 ${refusal} Refused\r\n\r\n`);
    const onward = connect(port, "127.0.0.1", () => {
      socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
      socket.pipe(onward).pipe(socket);
    });
    onward.on("error", () => socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    refuse(status) {
      refusal = status;
      cut();
    },
    async [Symbol.asyncDispose]() {
      cut();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
