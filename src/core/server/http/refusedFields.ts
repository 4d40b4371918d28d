import { isOptionalField } from "./fieldMemory.ts";
import { listAt, parseJson, textAt, valueAt } from "./json.ts";

/** Words of a server that does not take a field. */
const refusal =
  "(?:un(?:supported|known|recogni[sz]ed|expected)|not (?:supported|permitted|allowed|recogni[sz]ed)|(?:does not|doesn't) support|extra_forbidden|extra (?:inputs|fields)|additional propert|cannot find field|deprecated)";
/** Between the words and the field: other words of the same sentence, quotes and brackets. */
const gap = "[^.,;\\n]{0,60}?";

/** Characters of a text that are searched: servers quote whole requests behind their explanation. */
const longestSentence = 4_000;

/**
 * Names the fields of a request that a server refuses. OpenAI and Azure name them in a field of their own (`param`);
 * FastAPI, vLLM and Mistral list locations (`loc`), servers that validate with Zod, Ajv or Google's APIs list names,
 * OpenRouter quotes its provider's answer (`metadata.raw`), and LiteLLM and others write a sentence.
 * @param body the parsed error @param sent names of the fields that were sent; only these are looked for
 */
export function refusedFields(body: unknown, sent: readonly string[]): readonly string[] {
  if (Array.isArray(body) && body.length === 1) return refusedFields(body[0], sent);
  const named = [...pathsOf(body), ...printedPathsOf(body)].flatMap((path) => fieldOf(path, sent) ?? []);
  if (named.length > 0) return unique(named);
  const nested = textAt(body, "error", "metadata", "raw");
  const quoted = nested === undefined ? undefined : (parseJson(nested) ?? nested);
  const inside = quoted === undefined ? [] : refusedFields(quoted, sent);
  if (inside.length > 0) return inside;
  const text = sentencesOf(body).join("\n");
  // Names of essential fields, such as "model", are also ordinary words.
  const optional = sent.filter(isOptionalField);
  return optional.filter((field) => isListedIn(text, field) || isRefusedIn(text, field));
}

/** Keys of an error whose value is a field's name, a path to it, or a list of names. */
const nameKeys: ReadonlySet<string> = new Set(["param", "field", "additionalProperty"]);
const pathKeys: ReadonlySet<string> = new Set(["loc", "path"]);
const listKeys: ReadonlySet<string> = new Set(["keys"]);
/** Parts that quote the request. */
const quotes: ReadonlySet<string> = new Set(["input", "body", "request", "ctx"]);
/** Levels of an error that are searched: Google nests five. */
const deepest = 8;

/** Paths and names of fields in an error, as text with dots, however deep a server lists them. */
function pathsOf(body: unknown, depth = 0): readonly string[] {
  if (depth > deepest || typeof body !== "object" || body === null) return [];
  if (Array.isArray(body)) return body.slice(0, 20).flatMap((each) => pathsOf(each, depth + 1));
  return Object.entries(body).flatMap(([key, value]: [string, unknown]): readonly string[] => {
    if (quotes.has(key)) return [];
    if (nameKeys.has(key) && typeof value === "string") return [value];
    if (pathKeys.has(key) && Array.isArray(value)) return [value.join(".")];
    if (listKeys.has(key) && Array.isArray(value)) return value.map(String);
    const fields = key === "errors" && !Array.isArray(value) && isRecord(value) ? Object.keys(value) : [];
    return [...fields, ...pathsOf(value, depth + 1)];
  });
}

/** The same in lists that vLLM and its proxies print as Python writes them. */
function printedPathsOf(body: unknown): readonly string[] {
  const printed = sentencesOf(body).flatMap((text) => [...text.matchAll(/'loc': [([]([^)\]]{0,200})[)\]]/g)]);
  return printed.map(([, items = ""]) => items.replace(/['"\s]/g, "").replaceAll(",", "."));
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

/** The sent field that a path such as `body.stream_options.include_usage` belongs to. */
function fieldOf(path: string, sent: readonly string[]): string | undefined {
  const [first, second] = path.split(/[.[\]]+/).filter(Boolean);
  const name = first === "body" ? second : first;
  return sent.find((field) => field === name);
}

/** Whether a field is in a list that is refused: LiteLLM's `does not support parameters: ['temperature', 'stop']`. */
function isListedIn(text: string, field: string): boolean {
  const lists = text.matchAll(new RegExp(`${refusal}[^.;\\n]{0,40}?[[{]([^\\]}]{0,400})[\\]}]`, "gi"));
  return [...lists].some(([, items = ""]) => items.split(/[^\w]+/).includes(field));
}

/** Whether a sentence refuses a field: "Unsupported parameter: 'stop'", "temperature: Extra inputs are not permitted". */
function isRefusedIn(text: string, field: string): boolean {
  // Some servers write names in camel case. A longer name is another field.
  const name = `(?<![\\w-])${field.replaceAll("_", "_?")}(?![\\w-])`;
  const others = "(?:['\"`]?\\w+['\"`]?,\\s*(?:and\\s+)?)*";
  const invalid = `\\binvalid\\s+(?:(?:value|parameter|field|argument)\\s*(?:for|of)?:?\\s*)?['"\`]?${name}`;
  const refused = `${refusal}${gap}${others}['"\`]?${name}|${refusal},\\s*field:?\\s*['"\`]?${name}`;
  return new RegExp(`${refused}|${name}${gap}${refusal}|${name}\\s+${refusal}|${invalid}`, "i").test(text);
}

/** Every text in which a server may explain itself. */
function sentencesOf(body: unknown): readonly string[] {
  const places = [
    body,
    valueAt(body, "message"),
    valueAt(body, "detail"),
    valueAt(body, "error"),
    valueAt(body, "error", "message"),
    valueAt(body, "error", "detail"),
    valueAt(body, "detail", "error"),
  ];
  const inLists = [...listAt(body, "detail"), ...listAt(body, "errors")].map((each) => valueAt(each, "msg"));
  return [...places, ...inLists].flatMap((each) => (typeof each === "string" ? each.slice(0, longestSentence) : []));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
