import { ModelError } from "../../types/model.ts";
import { networkError } from "./networkError.ts";
import { bodyOf, modelErrorOf, retryAfterMs } from "./serverError.ts";

/** `fetch` as it is handed in: the editor's own, so that its proxy and certificates hold. */
export type Fetch = (url: string, init?: RequestInit) => Promise<Response>;

export interface GuardDeps {
  readonly fetch: Fetch;
  /** The key of this server, or undefined when it needs none. Asked for with every request; never kept. */
  readonly key: () => Promise<string | undefined>;
}

/** A token is a few bytes; no honest line is a megabyte, no honest answer sixteen. */
const maxLineBytes = 1 << 20;
const maxAnswerBytes = 1 << 24;
const maxErrorBytes = 1 << 16;

/**
 * Wraps `fetch` for requests that carry code or a key. Every failure leaves as a {@link ModelError}; an abort as
 * the abort it is. Nothing is sent on to another address, whatever the server says; an endless line ends; a web page
 * is no answer. The key goes into a header here and nowhere else.
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
    if (!response.ok) throw await refusal(response, [key ?? "", typeof init.body === "string" ? init.body : ""]);
    if (response.headers.get("content-type")?.includes("text/html")) {
      await discard(response);
      throw new ModelError("badResponse", "a web page came back instead of an answer");
    }
    return response.body ? new Response(response.body.pipeThrough(limitLines()), response) : response;
  };
}

/** Without the headers by which the client library tells of the machine it runs on. */
function plainHeaders(given: RequestInit["headers"], key: string | undefined, host: string): Headers {
  const headers = new Headers(given);
  for (const name of [...headers.keys()]) if (name.startsWith("x-stainless-")) headers.delete(name);
  headers.delete("authorization");
  headers.set("user-agent", "Hunch");
  if (key && isAzure(host)) headers.set("api-key", key);
  else if (key) headers.set("authorization", `Bearer ${key}`);
  return headers;
}

/** Azure's gateways take the key in a header of their own. */
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
  const where = target && target.origin !== new URL(url).origin ? target.origin : "another address";
  return new ModelError(
    "badResponse",
    `the server sends requests on to ${where}; Hunch does not follow with your code`,
  );
}

async function refusal(response: Response, secret: readonly string[]): Promise<ModelError> {
  const contentType = response.headers.get("content-type") ?? "";
  const body = bodyOf(await readStart(response), contentType);
  const wait = retryAfterMs(response.headers, Date.now());
  return modelErrorOf({ status: response.status, body, retryAfterMs: wait, secret });
}

async function readStart(response: Response): Promise<string> {
  const decoder = new TextDecoder();
  let text = "";
  try {
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes, { stream: true });
      if (text.length > maxErrorBytes) break;
    }
  } catch (error) {
    // The status has said what matters; a connection cut while the words came takes only the words.
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
      else controller.error(new ModelError("badResponse", "the answer never ends"));
    },
  });
}
