import type OpenAI from "openai";
import { ModelError } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { chunksOf } from "./chunksOf.ts";
import type { FieldMemory, RequestBody } from "./fieldMemory.ts";
import { type Fetch, type GuardDeps, guardFetch } from "./guardFetch.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import { causes } from "./networkError.ts";
import { FieldsRefused, modelErrorOf } from "./serverError.ts";

/** A POST whose answer is streamed: its address, its body, and how the answer's events are separated. */
export interface StreamCall {
  readonly url: string;
  readonly body: RequestBody;
  readonly framing: "sse" | "ndjson";
}

/** Sends a call and yields the parsed events of its answer. */
export type OpenEvents = (call: StreamCall, signal: AbortSignal) => AsyncIterable<unknown>;

/**
 * Opens streams of one server: server-sent events through the `openai` package, which the first request loads; JSON
 * lines without it. Throws a {@link ModelError} for every failure. If the server refuses an optional field, the request
 * is repeated without it.
 * @param fields remembers refused fields for the following requests
 */
export function createEventStreams(deps: GuardDeps, fields: FieldMemory): OpenEvents {
  const fetch = guardFetch(deps);
  let client: Promise<OpenAI> | undefined;
  const start = async (call: StreamCall, signal: AbortSignal): Promise<AsyncIterable<unknown>> => {
    if (call.framing === "ndjson") return lines(fetch, call, signal);
    client ??= loadClient();
    return sse(await client, fetch, call, signal);
  };
  async function* attempt(call: StreamCall, signal: AbortSignal): AsyncGenerator<unknown> {
    let events = 0;
    try {
      for await (const event of await start(call, signal)) {
        events++;
        throwIfError(event, call);
        yield event;
      }
    } catch (error) {
      if (signal.aborted) return;
      throw streamError(error, call);
    }
    // An aborted stream also ends without events.
    if (events === 0 && !signal.aborted)
      throw new ModelError("badResponse", translatable("the answer is not a stream of events"));
  }
  return async function* open(call, signal) {
    for (;;) {
      const adapted = { ...call, body: fields.adapt(call.body) };
      let hasBegun = false;
      try {
        for await (const event of attempt(adapted, signal)) {
          hasBegun = true;
          yield event;
        }
        return;
      } catch (error) {
        const canRepeat = error instanceof FieldsRefused && fields.learn(error.fields, adapted.body) && !hasBegun;
        if (!canRepeat) throw error;
      }
    }
  };
}

/** Loads the client library in advance, which takes 150 ms once. */
export async function preloadClient(): Promise<void> {
  await import("openai");
}

async function loadClient(): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
    // Set, because the package would otherwise read the environment, e.g. a key of another service.
    baseURL: "http://unused.invalid",
    apiKey: "unused",
    adminAPIKey: null,
    organization: null,
    project: null,
    webhookSecret: null,
    logLevel: "off",
    maxRetries: 0,
    // The package refuses to run in a browser, to keep keys out of web pages. Hunch gives it none.
    dangerouslyAllowBrowser: true,
    // The caller has deadlines; this one must never be shorter.
    timeout: 24 * 3600 * 1000,
  });
}

/** Also reports the stream's end mark, which the package hides and some servers send instead of a finish reason. */
async function* sse(client: OpenAI, fetch: Fetch, { url, body }: StreamCall, signal: AbortSignal) {
  let isEnded = false;
  const watched = async (input: string | URL | Request, init?: RequestInit) => {
    const response = await fetch(input instanceof Request ? input.url : String(input), init);
    const noteEnd = watchForEndMark(() => (isEnded = true));
    return new Response(response.body?.pipeThrough(noteEnd), response);
  };
  yield* await client.withOptions({ fetch: watched }).post<AsyncIterable<unknown>>(url, { body, stream: true, signal });
  if (isEnded) yield endOfStream;
}

/** The last event of a stream that has an end mark. */
export const endOfStream = Symbol("end of stream");

function watchForEndMark(onEnd: () => void): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder("latin1");
  let tail = "\n";
  return new TransformStream({
    transform(bytes, controller) {
      const seen = tail + decoder.decode(bytes);
      if (/[\r\n]data: ?\[DONE\]/.test(seen)) onEnd();
      tail = seen.slice(-"\ndata: [DONE]".length);
      controller.enqueue(bytes);
    },
  });
}

async function* lines(fetch: Fetch, { url, body }: StreamCall, signal: AbortSignal): AsyncGenerator<unknown> {
  const headers = { "content-type": "application/json", accept: "application/x-ndjson" };
  const response = await fetch(url, { method: "POST", headers, body: JSON.stringify(body), signal });
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of chunksOf(response)) {
    const complete = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = complete.pop() ?? "";
    yield* complete.filter((line) => line.trim() !== "").map(parseLine);
  }
  if (rest.trim() !== "") yield parseLine(rest);
}

function parseLine(line: string): unknown {
  const parsed = parseJson(line);
  if (parsed === undefined) throw new ModelError("badResponse", translatable("a line of the answer is not JSON"));
  return parsed;
}

/** Servers that fail after they have sent headers report it in an event. */
function throwIfError(event: unknown, call: StreamCall): void {
  if (valueAt(event, "error") !== undefined && valueAt(event, "error") !== null) {
    throw modelErrorOf({ body: event, ...requestOf(call) });
  }
}

/** Turns errors of the package, the parser and the connection into a ModelError. */
function streamError(error: unknown, call: StreamCall): ModelError {
  const known = causes(error).find((each) => each instanceof ModelError);
  if (known instanceof ModelError) return known;
  if (error instanceof SyntaxError)
    return new ModelError("badResponse", translatable("an event of the answer is not JSON"));
  const body = valueAt(error, "error");
  if (body !== undefined) return modelErrorOf({ body: { error: body }, ...requestOf(call) });
  const code = causes(error)
    .map((each) => textAt(each, "code"))
    .find((each) => each !== undefined);
  return new ModelError(
    "badResponse",
    code
      ? [translatable("the connection was cut inside the answer ({0})"), code]
      : translatable("the connection was cut inside the answer"),
  );
}

/** What an error must not quote, and which fields it may name. */
function requestOf({ body }: StreamCall): { readonly secret: readonly string[]; readonly sent: readonly string[] } {
  return { secret: [JSON.stringify(body)], sent: Object.keys(body) };
}
