import type { ServerResponse } from "node:http";
import type { ScriptedAnswer, SeenRequest } from "./modelServer.ts";
import type { StreamRoute } from "./modelServerRoutes.ts";

/** Faults of an answer. */
export type Fault =
  | { readonly kind: "stallBefore" | "stallAfterHeaders" | "stallInside" | "drip" | "cutInside" | "closeEarly" }
  | { readonly kind: "cutInsideCharacter" | "malformed" | "endlessLine" | "webPage" | "errorInside" | "empty" }
  | { readonly kind: "notAStream" }
  | {
      readonly kind: "status";
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Record<string, string>;
    }
  | { readonly kind: "redirect"; readonly to: string };

/** Streams a scripted answer with its fault. */
export async function sendWithFault(
  response: ServerResponse,
  route: StreamRoute,
  seen: SeenRequest,
  answer: ScriptedAnswer,
): Promise<void> {
  const { fault } = answer;
  if (fault?.kind === "stallBefore") return;
  if (fault?.kind === "status") {
    const body = fault.body ?? { error: { message: `refused with ${fault.status}` } };
    response
      .writeHead(fault.status, { "content-type": "application/json", ...fault.headers })
      .end(JSON.stringify(body));
    return;
  }
  if (fault?.kind === "redirect") {
    response.writeHead(307, { location: fault.to }).end();
    return;
  }
  if (fault?.kind === "webPage") {
    response.writeHead(200, { "content-type": "text/html" }).end("<!doctype html><title>Log in</title>");
    return;
  }
  response.writeHead(200, { "content-type": fault?.kind === "notAStream" ? "application/json" : route.contentType });
  response.flushHeaders();
  await sendBody(response, route, seen, answer);
}

async function sendBody(
  response: ServerResponse,
  route: StreamRoute,
  seen: SeenRequest,
  { chunks, calls = [], firstDelayMs = 0, delayMs = 0, after, restAfter, fault }: ScriptedAnswer,
): Promise<void> {
  const kind = fault?.kind;
  if (kind === "stallAfterHeaders") return;
  if (kind === "empty") return void response.end();
  if (kind === "notAStream") return void response.end("{}");
  if (kind === "endlessLine") return sendEndlessly(response, seen);
  const [first = "", ...rest] = chunks;
  await after;
  await pause(firstDelayMs);
  await write(response, route.chunk(first), kind === "drip");
  if (kind === "stallInside") return;
  if (kind === "cutInside") return void setTimeout(() => response.destroy(), 20);
  if (kind === "closeEarly") return void response.end();
  if (kind === "malformed") {
    response.write(route.contentType.includes("event") ? "data: {nonsense\n\n" : "{nonsense\n");
    return void response.end();
  }
  if (kind === "errorInside") {
    const error = JSON.stringify({ error: { message: "the model crashed", type: "server_error" } });
    response.write(route.contentType.includes("event") ? `data: ${error}\n\n` : `${error}\n`);
    return void response.end();
  }
  if (kind === "cutInsideCharacter") {
    const bytes = Buffer.from(route.chunk("héllo wörld ✓"));
    response.write(bytes.subarray(0, bytes.indexOf("✓") + 1));
    return void setTimeout(() => response.destroy(), 20);
  }
  await restAfter;
  for (const chunk of rest) {
    await pause(delayMs);
    if (response.destroyed) return;
    await write(response, route.chunk(chunk), kind === "drip");
  }
  for (const [index, { name, input }] of calls.entries())
    await write(response, route.call?.(name, input, index) ?? "", kind === "drip");
  await write(response, route.end(chunks.length), kind === "drip");
  response.end();
}

/** Writes a text at once, or byte by byte. */
async function write(response: ServerResponse, text: string, drips: boolean): Promise<void> {
  if (!drips) return void response.write(text);
  for (const byte of Buffer.from(text)) {
    response.write(Buffer.from([byte]));
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function sendEndlessly(response: ServerResponse, seen: SeenRequest): Promise<void> {
  const piece = "x".repeat(1 << 16);
  while (!seen.disconnected && !response.destroyed) {
    response.write(piece);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function pause(ms: number): Promise<void> {
  if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
}
