import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A fault of a hub's files; with `path`, of that file only. */
export type HubFault =
  | { readonly kind: "cut"; readonly path: string; readonly after: number }
  | { readonly kind: "wrong"; readonly path: string }
  | { readonly kind: "longer"; readonly path: string }
  | { readonly kind: "missing"; readonly path: string }
  | { readonly kind: "stall"; readonly path: string; readonly after: number };

/** Starts a hub of one model on a free port of 127.0.0.1: a listing, files with ranges after a redirect, and faults. */
export async function startHub(model: string, files: ReadonlyMap<string, Uint8Array>) {
  const requests: { readonly path: string; readonly range: string | undefined }[] = [];
  const revision = "0123456789abcdef0123456789abcdef01234567";
  const state: { fault: HubFault | undefined } = { fault: undefined };
  const server = createServer((request, response) => {
    const path = request.url ?? "";
    requests.push({ path, range: request.headers.range });
    if (path === `/api/models/${model}?blobs=true`) return sendListing(response, revision, files);
    const resolved = `/${model}/resolve/${revision}/`;
    if (path.startsWith(resolved)) return redirect(response, `/storage/${path.slice(resolved.length)}`);
    const name = path.replace("/storage/", "");
    const bytes = files.get(name);
    const fault = state.fault?.path === name ? state.fault : undefined;
    if (!path.startsWith("/storage/") || !bytes || fault?.kind === "missing") return notFound(response);
    return sendFile(request, response, bytes, fault);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    state,
    stop: () => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}

function redirect(response: ServerResponse, location: string): void {
  response.writeHead(302, { location }).end();
}

function notFound(response: ServerResponse): void {
  response.writeHead(404, { "content-type": "text/plain" }).end("Entry not found");
}

function sendListing(response: ServerResponse, sha: string, files: ReadonlyMap<string, Uint8Array>): void {
  const siblings = [...files].map(([rfilename, bytes]) => {
    const blobId = createHash("sha1").update(`blob ${bytes.length}\0`).update(bytes).digest("hex");
    const size = bytes.length;
    if (!rfilename.includes(".onnx")) return { rfilename, size, blobId };
    return { rfilename, size, blobId, lfs: { size, sha256: createHash("sha256").update(bytes).digest("hex") } };
  });
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify({ sha, siblings }));
}

function sendFile(request: IncomingMessage, response: ServerResponse, whole: Uint8Array, fault?: HubFault): void {
  const start = Number(/bytes=(\d+)-/.exec(request.headers.range ?? "")?.[1] ?? 0);
  const right = whole.subarray(start);
  const bytes = fault?.kind === "wrong" ? right.map((byte) => byte ^ 1) : right;
  const headers = start > 0 ? { "content-range": `bytes ${start}-${whole.length - 1}/${whole.length}` } : {};
  response.writeHead(start > 0 ? 206 : 200, headers);
  if (fault?.kind === "stall") return void response.write(bytes.subarray(0, fault.after));
  if (fault?.kind === "cut") return void response.end(bytes.subarray(0, fault.after));
  response.write(bytes);
  response.end(fault?.kind === "longer" ? "more" : undefined);
}
