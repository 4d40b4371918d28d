import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { chunksOf } from "./chunksOf.ts";
import { parseJson } from "./json.ts";
import { networkError } from "./networkError.ts";
import { bodyOf, modelErrorOf, retryAfterMs } from "./serverError.ts";

/** The editor's own `fetch`, handed in so that its proxy and certificates apply. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface GuardDeps {
  readonly fetch: Fetch;
  /** The key of this server, or undefined if it needs none. Called for each request; the key is not kept. */
  readonly key: () => Promise<string | undefined>;
}

/** A token has a few bytes; no valid line reaches a megabyte, no valid answer sixteen. */
const maxLineBytes = 1 << 20;
const maxAnswerBytes = 1 << 24;
const maxErrorBytes = 1 << 16;

/**
 * Wraps `fetch` for requests that contain code or a key. Throws a {@link ModelError} for every failure and rethrows an
 * abort. Follows no redirect, ends endless lines, and refuses web pages. Only here the key becomes a header.
 */
export function guardFetch(deps: GuardDeps): Fetch {
  return async (url, init = {}) => {
    const key = await deps.key();
    const headers = plainHeaders(init.headers, key, new URL(url).host);
    const response = await send(deps.fetch, url, { ...init, headers, redirect: "manual" });
    if (response.type === "opaqueredirect" || (response.status >= 300 && response.status < 400)) {
      await discard(response);
      throw redirected(response, url);
    }
    if (!response.ok) throw await refusal(response, key, typeof init.body === "string" ? init.body : "");
    if (response.headers.get("content-type")?.includes("text/html")) {
      await discard(response);
      throw new ModelError("badResponse", translatable("a web page came back instead of an answer"));
    }
    return response.body ? new Response(response.body.pipeThrough(limitLines()), response) : response;
  };
}

/** Drops the SDK's telemetry headers (x-stainless-*) and adds the key. */
function plainHeaders(given: RequestInit["headers"], key: string | undefined, host: string): Headers {
  const headers = new Headers(given);
  for (const name of [...headers.keys()]) if (name.startsWith("x-stainless-")) headers.delete(name);
  headers.delete("authorization");
  headers.set("user-agent", "Hunch");
  if (key && isAzure(host)) headers.set("api-key", key);
  else if (key) headers.set("authorization", `Bearer ${key}`);
  return headers;
}

/** Azure's gateways take the key in another header. */
function isAzure(host: string): boolean {
  return /\.(azure\.com|azure-api\.net)(:\d+)?$/.test(host);
}

async function send(fetch: Fetch, url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw networkError(error, url);
  }
}

function redirected(response: Response, url: string): ModelError {
  const target = URL.parse(response.headers.get("location") ?? "", url);
  return new ModelError(
    "badResponse",
    target && target.origin !== new URL(url).origin
      ? [translatable("the server redirects to {0}; Hunch does not send your code there"), target.origin]
      : translatable("the server redirects to another address; Hunch does not send your code there"),
  );
}

async function refusal(response: Response, key: string | undefined, sent: string): Promise<ModelError> {
  const contentType = response.headers.get("content-type") ?? "";
  const body = bodyOf(await readStart(response), contentType);
  const wait = retryAfterMs(response.headers, Date.now());
  const fields = Object.keys(Object(parseJson(sent)));
  return modelErrorOf({ status: response.status, body, retryAfterMs: wait, secret: [key ?? "", sent], sent: fields });
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const bytes of chunksOf(response)) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > maxErrorBytes) break;
    }
  } catch (error) {
    // The status is known; a connection that is cut inside the body loses only the message.
    if (!(error instanceof Error)) throw error;
  }
  return text;
}

async function discard(response: Response): Promise<void> {
  await response.body?.cancel();
}

function limitLines(): TransformStream<Uint8Array, Uint8Array> {
  let line = 0;
  let answer = 0;
  return new TransformStream({
    transform(bytes, controller) {
      const lastBreak = bytes.lastIndexOf(10);
      line = lastBreak < 0 ? line + bytes.length : bytes.length - lastBreak - 1;
      answer += bytes.length;
      if (line <= maxLineBytes && answer <= maxAnswerBytes) controller.enqueue(bytes);
      else controller.error(new ModelError("badResponse", translatable("the answer never ends")));
    },
  });
}
