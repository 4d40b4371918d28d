import { ModelError, type ModelErrorKind } from "../../types/model.ts";
import { listAt, parseJson, textAt, valueAt } from "./json.ts";

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

/** Codes and types that say "too long", by llama.cpp, OpenAI and Azure; vLLM and Ollama have only a sentence. */
const overflowCodes = new Set(["exceed_context_size_error", "context_length_exceeded", "string_above_max_length"]);
const overflowSentence = /maximum context length|exceeds? (the )?(available )?context|input length exceeds/i;

/** What a server says in its error, as far as it may be shown: its words, never ours sent back. */
const maxDetail = 200;

/** Facts needed to turn a server's refusal into a {@link ModelError}. */
export interface Refusal {
  /** HTTP status; undefined for an error inside a stream that began well. */
  readonly status?: number | undefined;
  readonly body: unknown;
  readonly retryAfterMs?: number | undefined;
  /** Texts that must not come back in an error: the key, and what was sent. */
  readonly secret: readonly string[];
}

/** Gives a server's refusal its kind. */
export function modelErrorOf({ status, body, retryAfterMs, secret }: Refusal): ModelError {
  const words = wordsOf(body);
  const code = textAt(body, "error", "code") ?? textAt(body, "code");
  const type = textAt(body, "error", "type") ?? textAt(body, "type");
  const isOverflow = [code, type].some((each) => each && overflowCodes.has(each)) || overflowSentence.test(words);
  const kind = isOverflow ? "contextOverflow" : isLoading(status, words) ? "loading" : kindOf(status);
  const fallback = status === undefined ? "an error inside the answer" : `status ${status}`;
  const detail = tame(words, secret) || fallback;
  const field = textAt(body, "error", "param") ?? textAt(body, "param");
  if (kind === "badRequest" && field) return new FieldRefused(field, detail);
  return new ModelError(kind, detail, retryAfterMs);
}

/** A server that names the field of the request it can't take, as OpenAI and Azure do. */
export class FieldRefused extends ModelError {
  readonly field: string;

  constructor(field: string, detail: string) {
    super("badRequest", detail);
    this.field = field;
  }
}

/** llama.cpp answers "Loading model" with status 503 until it can answer anything else. */
function isLoading(status: number | undefined, words: string): boolean {
  return status === 503 && /\bloading\b/i.test(words);
}

function kindOf(status: number | undefined): ModelErrorKind {
  if (status === undefined) return "badResponse";
  return kindOfStatus[status] ?? (status >= 500 ? "overloaded" : "badRequest");
}

/** Reads the body of a refusal: JSON where it is, plain text where it is short, nothing of a web page. */
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

/** The sentence in a refusal: OpenAI's `error.message`, Ollama's `error`, FastAPI's `detail`, plain text. */
function wordsOf(body: unknown): string {
  const sentences = listAt(body, "detail").map((each) => textAt(each, "msg") ?? "");
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
 * Servers quote: keys ("Incorrect API key provided: …") and, when they validate, whole requests. Such words are
 * dropped. A line of the request counts as quoted from 12 characters on; shorter ones give nothing away.
 */
function tame(words: string, secret: readonly string[]): string {
  const short = words.replace(/\s+/g, " ").trim().slice(0, maxDetail);
  const lines = secret.flatMap((text) => text.split(/\\n|\n/)).map((line) => line.replace(/\s+/g, " ").trim());
  const isQuoting = lines.some((line) => line.length >= 12 && (short.includes(line) || line.includes(short)));
  return isQuoting && short ? "the server's words are left out: they quote the request" : maskKeys(short, secret);
}

/** Keys are quoted in part, too: any word that shares eight characters with what must stay secret is masked. */
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
