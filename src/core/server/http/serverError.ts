import { ModelError, type ModelErrorKind, verbatim, type Wording } from "../../types/model.ts";
import { english } from "../../types/translate.ts";
import { translatable } from "../../util/translatable.ts";
import { listAt, numberAt, parseJson, textAt, valueAt } from "./json.ts";
import { refusedFields } from "./refusedFields.ts";

const kindOfStatus: Readonly<Record<number, ModelErrorKind>> = {
  400: "badRequest",
  401: "unauthorized",
  402: "rateLimited",
  403: "unauthorized",
  404: "notFound",
  405: "notFound",
  407: "proxy",
  408: "timeout",
  413: "contextOverflow",
  429: "rateLimited",
  501: "badRequest",
  504: "timeout",
};

/** Codes and types of a prompt that is too long, by llama.cpp, OpenAI and Azure; vLLM and Ollama send only a sentence. */
const overflowCodes = new Set(["exceed_context_size_error", "context_length_exceeded", "string_above_max_length"]);
const overflowSentence = /maximum context length|exceeds? (the )?(available )?context|input length exceeds/i;

/** Characters of a server's message that are shown. */
const maxDetail = 200;

const quotesRequest = translatable("the server's message is left out because it quotes the request");

/** A server's refusal, as received. */
export interface Refusal {
  /** HTTP status; undefined for an error inside a stream. */
  readonly status?: number | undefined;
  readonly body: unknown;
  readonly retryAfterMs?: number | undefined;
  /** Texts that must not appear in an error: the key, and what was sent. */
  readonly secret: readonly string[];
  /** Names of the fields that were sent. */
  readonly sent?: readonly string[];
}

/** Turns a server's refusal into an error with a kind. */
export function modelErrorOf({ status: given, body, retryAfterMs, secret, sent = [] }: Refusal): ModelError {
  const status = given ?? statusInside(body);
  const words = wordsOf(body);
  const code = textAt(body, "error", "code") ?? textAt(body, "code");
  const type = textAt(body, "error", "type") ?? textAt(body, "type");
  const isOverflow = [code, type].some((each) => each && overflowCodes.has(each)) || overflowSentence.test(words);
  const kind = isOverflow ? "contextOverflow" : isLoading(status, words) ? "loading" : kindOf(status);
  const fallback: Wording =
    status === undefined ? [translatable("an error inside the answer")] : [translatable("status {0}"), status];
  const wording = tame(words, secret) ?? fallback;
  // Servers in Python answer with status 500 where a function takes no such argument.
  const mayRefuse = kind === "badRequest" || /unexpected keyword argument/.test(words);
  const fields = mayRefuse ? refusedFields(body, sent) : [];
  return fields.length > 0 ? new FieldsRefused(fields, wording) : new ModelError(kind, wording, retryAfterMs);
}

/** A server refuses fields of the request. */
export class FieldsRefused extends ModelError {
  readonly fields: readonly string[];

  /** @param wording the server's words, to which names that they leave out are added */
  constructor(fields: readonly string[], wording: Wording) {
    const detail = english(...wording);
    const missing = fields.filter((field) => !detail.includes(field)).join(", ");
    super("badRequest", missing === "" ? wording : named(missing, wording));
    this.fields = fields;
  }
}

function named(fields: string, [text, ...args]: Wording): Wording {
  return text === quotesRequest
    ? [translatable("{0}: the server's message is left out because it quotes the request"), fields]
    : ["{0}: {1}", fields, english(text, ...args)];
}

/** The status in an error that comes as an event, because the headers had been sent (vLLM, OpenRouter). */
function statusInside(body: unknown): number | undefined {
  const code = numberAt(body, "error", "code");
  return code !== undefined && code >= 400 && code < 600 ? code : undefined;
}

/** llama.cpp answers "Loading model" with status 503 until it can answer anything else. */
function isLoading(status: number | undefined, words: string): boolean {
  return status === 503 && /\bloading\b/i.test(words);
}

function kindOf(status: number | undefined): ModelErrorKind {
  if (status === undefined) return "badResponse";
  return kindOfStatus[status] ?? (status >= 500 ? "overloaded" : "badRequest");
}

/** Parses the body of a refusal: JSON or plain text; undefined for a web page. */
export function bodyOf(text: string, contentType: string): unknown {
  const parsed = parseJson(text);
  if (parsed !== undefined) return parsed;
  return contentType.includes("html") || text.trimStart().startsWith("<") ? undefined : text;
}

/** Milliseconds that a server asks to wait, from `retry-after-ms` or `retry-after` (seconds or a date). */
export function retryAfterMs(headers: Headers, now: number): number | undefined {
  const exact = Number(headers.get("retry-after-ms") ?? Number.NaN);
  if (Number.isFinite(exact) && exact >= 0) return exact;
  const header = headers.get("retry-after");
  if (!header) return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const date = Date.parse(header);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}

/** The sentence in a refusal: OpenAI's `error.message`, OpenRouter's `metadata.raw`, Ollama's `error`, FastAPI's `detail`, or text. */
function wordsOf(body: unknown): string {
  const sentences = listAt(body, "detail").map((each) => {
    const where = listAt(each, "loc").slice(1).join(".");
    return [where, textAt(each, "msg") ?? ""].filter(Boolean).join(": ");
  });
  const raw = textAt(body, "error", "metadata", "raw");
  const quoted = raw === undefined ? undefined : (parseJson(raw) ?? raw);
  if (quoted !== undefined) return wordsOf(quoted);
  return (
    textAt(body, "error", "message") ??
    textAt(body, "error") ??
    textAt(body, "message") ??
    textAt(body, "detail") ??
    (typeof body === "string" ? body : textAt(valueAt(body, "error"), "detail")) ??
    sentences.filter(Boolean).join("; ")
  );
}

/**
 * Shortens a server's message and removes what it quotes: keys ("Incorrect API key provided: …") and, from servers that
 * validate, whole requests. Lines of the request count as quoted from 12 characters on; shorter ones reveal nothing.
 */
function tame(words: string, secret: readonly string[]): Wording | undefined {
  const short = words.replace(/\s+/g, " ").trim().slice(0, maxDetail);
  if (short === "") return undefined;
  const lines = secret.flatMap((text) => text.split(/\\n|\n/)).map((line) => line.replace(/\s+/g, " ").trim());
  const isQuoting = lines.some((line) => line.length >= 12 && (short.includes(line) || line.includes(short)));
  return isQuoting ? [quotesRequest] : verbatim(maskKeys(short, secret));
}

/** Masks words that share eight characters with a secret, because servers also quote parts of keys. */
function maskKeys(words: string, secret: readonly string[]): string {
  const keys = secret.filter((text) => text.length >= 8 && !/\s/.test(text));
  return words
    .split(" ")
    .map((word) => (/^(sk|key|pk)-\S{6}/i.test(word) || keys.some((key) => sharesRun(word, key)) ? "…" : word))
    .join(" ");
}

function sharesRun(word: string, key: string): boolean {
  for (let at = 0; at + 8 <= key.length; at++) if (word.includes(key.slice(at, at + 8))) return true;
  return false;
}
