import type OpenAI from "openai";
import { ModelError } from "../../types/model.ts";
import { type Fetch, type GuardDeps, guardFetch } from "./guardFetch.ts";
import { parseJson, textAt, valueAt } from "./json.ts";
import { causes } from "./networkError.ts";
import { FieldRefused, modelErrorOf } from "./serverError.ts";

/** One streamed POST: where, what, and how the events of the answer are set apart. */
export interface StreamCall {
  readonly url: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly framing: "sse" | "ndjson";
}

/** Sends a call and yields the parsed events of its answer. */
export type OpenEvents = (call: StreamCall, signal: AbortSignal) => AsyncIterable<unknown>;

/** Fields a server may refuse without harm, and under which name it may want them instead. */
const optionalFields: Readonly<Record<string, string | undefined>> = {
  stream_options: undefined,
  temperature: undefined,
  stop: undefined,
  prediction: undefined,
  max_tokens: "max_completion_tokens",
};

/**
 * Opens streams of one server: server-sent events through the `openai` package, which is loaded with the first
 * request; JSON lines by hand. Failures leave as {@link ModelError}s. A field that the server refuses by name and that
 * is not essential is left out from then on.
 */
export function createEventStreams(deps: GuardDeps): OpenEvents {
  const fetch = guardFetch(deps);
  const refused = new Set<string>();
  let client: Promise<OpenAI> | undefined;
  const start = async (call: StreamCall, signal: AbortSignal): Promise<AsyncIterable<unknown>> => {
    if (call.framing === "ndjson") return lines(fetch, call, signal);
    client ??= loadClient();
    return sse(await client, fetch, call, signal);
  };
  async function* attempt(call: StreamCall, signal: AbortSignal): AsyncGenerator<unknown> {
    let events = 0;
    try {
      for await (const event of await start({ ...call, body: adapt(call.body, refused) }, signal)) {
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
  }
  return async function* open(call, signal) {
    for (;;) {
      try {
        return yield* attempt(call, signal);
      } catch (error) {
        const isNew = error instanceof FieldRefused && error.field in optionalFields && !refused.has(error.field);
        if (!isNew) throw error;
        refused.add(error.field);
      }
    }
  };
}

/** The body without the fields that the server refused, or with them under their other names. */
function adapt(body: StreamCall["body"], refused: ReadonlySet<string>): StreamCall["body"] {
  if (refused.size === 0) return body;
  const kept = Object.entries(body).flatMap(([name, value]): [string, unknown][] => {
    if (!refused.has(name)) return [[name, value]];
    const other = optionalFields[name];
    return other ? [[other, value]] : [];
  });
  return Object.fromEntries(kept);
}

/** Loads the client library, which takes 150 ms once, while nobody waits for it. */
export async function preloadClient(): Promise<void> {
  await import("openai");
}

async function loadClient(): Promise<OpenAI> {
  const { default: Client } = await import("openai");
  return new Client({
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

/** The package keeps the stream's end mark to itself, which some servers send in place of a reason to finish. */
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

/** What comes last from a server that said so, whatever its events told. */
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
