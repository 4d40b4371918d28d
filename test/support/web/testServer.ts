import { readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { buffer } from "node:stream/consumers";
import { type Probe, probeOf } from "../ui/probe.ts";
import type { ProbeOrder } from "./webProbeExtension.ts";

/** Serves the files of a folder to the probe in a browser, and gives it orders. */
export interface TestServer {
  readonly url: string;
  /** Waits until the probe asks for its first order. */
  connect(): Promise<Probe>;
  close(): Promise<void>;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** A whole number has these meanings in VS Code's API. */
const [fileType, folderType] = [1, 2];

/** @param folder what the probe's file system shows at its root */
export async function startTestServer(folder: string): Promise<TestServer> {
  const orders: ProbeOrder[] = [];
  const waiting = new Map<number, Waiting>();
  let ready: ServerResponse | undefined;
  let lastId = 0;
  let connected: () => void = () => undefined;
  const connection = new Promise<void>((resolve) => (connected = resolve));
  const send = () => {
    const order = ready && orders.shift();
    if (!order) return;
    ready?.end(JSON.stringify(order));
    ready = undefined;
  };
  const routes: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => unknown>> = {
    "/orders": (_request, response) => {
      ready = response;
      // A page that is loaded again leaves a request behind.
      response.on("close", () => {
        if (ready === response) ready = undefined;
      });
      connected();
      send();
    },
    "/answers": async (request, response) => {
      const { id, value, error } = JSON.parse((await buffer(request)).toString());
      response.end();
      if (error === undefined) waiting.get(id)?.resolve(value);
      else waiting.get(id)?.reject(new Error(`The probe failed: ${error}`));
      waiting.delete(id);
    },
    "/files": (request, response) => serveFile(folder, request, response),
  };
  const server = createServer((request, response) => {
    response.setHeader("access-control-allow-origin", "*");
    const route = routes[pathOf(request)];
    Promise.resolve(route?.(request, response)).catch((error: unknown) => {
      const isMissing = error instanceof Error && "code" in error && error.code === "ENOENT";
      response.writeHead(isMissing ? 404 : 500).end(String(error));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const ask = (path: string, parameters: Readonly<Record<string, string>> = {}) =>
    new Promise((resolve, reject) => {
      const id = ++lastId;
      waiting.set(id, { resolve, reject });
      orders.push({ id, path, parameters });
      send();
    });
  return {
    url: `http://127.0.0.1:${port}`,
    connect: () => connection.then(() => probeOf(0, ask)),
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

function pathOf({ url = "/" }: IncomingMessage): string {
  return new URL(url, "http://test").pathname;
}

async function serveFile(folder: string, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { searchParams } = new URL(request.url ?? "/", "http://test");
  const file = join(folder, searchParams.get("path") ?? "");
  switch (searchParams.get("what")) {
    case "stat": {
      const found = await stat(file);
      const type = found.isDirectory() ? folderType : fileType;
      response.end(JSON.stringify({ type, size: found.size, ctime: found.ctimeMs, mtime: found.mtimeMs }));
      return;
    }
    case "list": {
      const entries = await readdir(file, { withFileTypes: true });
      response.end(JSON.stringify(entries.map((entry) => [entry.name, entry.isDirectory() ? folderType : fileType])));
      return;
    }
    case "read":
      response.end(await readFile(file));
      return;
    case "write":
      await writeFile(file, await buffer(request));
      response.end();
  }
}
