import type OpenAI from "openai";
import { ModelError } from "../types/model.ts";
import { type Fetch, type GuardDeps, guardFetch } from "./guardFetch.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import { causes } from "./networkError.ts";
import { modelErrorOf } from "./serverError.ts";

/** One streamed POST: where, what, and how the events of the answer are set apart. */
export interface StreamCall {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly framing: "sse" | "ndjson";
}

/** Sends a call and yields the parsed events of its answer. */
export type OpenEvents = (call: StreamCall, signal: AbortSignal) => AsyncIterable<unknown>;

/**
 * Opens streams of one server: server-sent events through the `openai` package, which is loaded with the first
 * request; JSON lines by hand. Failures leave as {@link ModelError}s.
 */
export function createEventStreams(deps: GuardDeps): OpenEvents {
  const fetch = guardFetch(deps);
  let client: Promise<OpenAI> | undefined;
  return async function* open(call, signal) {
    let events = 0;
    try {
      if (call.framing === "sse") client ??= loadClient(fetch);
      const stream =
        client && call.framing === "sse" ? await sse(await client, call, signal) : lines(fetch, call, signal);
      for await (const event of stream) {
        events++;
        throwIfError(event, call);
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw streamError(error, call);
    }
    // A stream that was aborted ends as if it were complete.
    if (events === 0 && !signal.aborted) throw new ModelError("badResponse", "the answer is no stream of events");
  };
}

/** The whole package takes 150 ms to load: call this while nobody waits. */
async function loadClient(fetch: Fetch): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    fetch: (input, init) => fetch(input instanceof Request ? input.url : String(input), init),
    // Everything the package would otherwise read from the environment, such as a key meant for someone else.
    baseURL: "http://unused.invalid",
    apiKey: "unused",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    maxRetries: 0,
    // Deadlines are kept outside; this one must only never come first.
    timeout: 24 * 3600 * 1000,
  });
}

function sse(client: OpenAI, { url, body }: StreamCall, signal: AbortSignal): Promise<AsyncIterable<unknown>> {
  return client.post<AsyncIterable<unknown>>(url, { body, stream: true, signal });
}

async function* lines(fetch: Fetch, { url, body }: StreamCall, signal: AbortSignal): AsyncGenerator<unknown> {
  const headers = { "content-type": "application/json", accept: "application/x-ndjson" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of response.body ?? []) {
    const complete = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = complete.pop() ?? "";
    yield* complete.filter((line) => line.trim() !== "").map(parseLine);
  }
  if (rest.trim() !== "") yield parseLine(rest);
}

function parseLine(line: string): unknown {
  const parsed = parseJson(line);
  if (parsed === undefined) throw new ModelError("badResponse", "a line of the answer is no JSON");
  return parsed;
}

/** Servers that fail after they began to answer say so in an event. */
function throwIfError(event: unknown, call: StreamCall): void {
  if (valueAt(event, "error") !== undefined && valueAt(event, "error") !== null) {
    throw modelErrorOf({ body: event, secret: textsOf(call.body) });
  }
}

/** What the package, the parser and the connection throw, as one kind of error. */
function streamError(error: unknown, call: StreamCall): ModelError {
  const known = causes(error).find((each) => each instanceof ModelError);
  if (known instanceof ModelError) return known;
  if (error instanceof SyntaxError) return new ModelError("badResponse", "an event of the answer is no JSON");
  const body = valueAt(error, "error");
  if (body !== undefined) return modelErrorOf({ body: { error: body }, secret: textsOf(call.body) });
  const code = causes(error).map((each) => textAt(each, "code"));
  return new ModelError("badResponse", `the connection was cut inside the answer${tail(code)}`);
}

function tail(codes: readonly (string | undefined)[]): string {
  const code = codes.find((each) => each !== undefined);
  return code ? ` (${code})` : "";
}

/** Every text in a request, to keep it out of errors. */
function textsOf(body: unknown): readonly string[] {
  return [JSON.stringify(body)];
}
