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
 * Names the fields of a request that a server refuses. Only OpenAI and Azure name them in a field of their own
 * (`param`); FastAPI, vLLM and Mistral list locations (`loc`), OpenRouter quotes its provider's answer
 * (`metadata.raw`), and LiteLLM, Google and others write a sentence.
 * @param body the parsed error @param sent names of the fields that were sent; only these are looked for
 */
export function refusedFields(body: unknown, sent: readonly string[]): readonly string[] {
  const named = [...paramsOf(body), ...locationsOf(body)].flatMap((path) => fieldOf(path, sent) ?? []);
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

/** Every location in a list of validation errors, as text with dots. */
function locationsOf(body: unknown): readonly string[] {
  const errors = [...listAt(body, "detail"), ...listAt(body, "message"), ...listAt(body, "errors")];
  const lists = errors.map((error) => listAt(error, "loc").join("."));
  // vLLM and its proxies print the same list as Python writes it.
  const printed = sentencesOf(body).flatMap((text) => [...text.matchAll(/'loc': [([]([^)\]]{0,200})[)\]]/g)]);
  return [...lists, ...printed.map(([, items = ""]) => items.replace(/['"\s]/g, "").replaceAll(",", "."))];
}

function paramsOf(body: unknown): readonly string[] {
  return [textAt(body, "error", "param"), textAt(body, "param")].filter((each) => each !== undefined);
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
  return new RegExp(`${refusal}${gap}${name}|${name}${gap}${refusal}|${name}\\s+${refusal}`, "i").test(text);
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
  ];
  const inLists = [...listAt(body, "detail"), ...listAt(body, "errors")].map((each) => valueAt(each, "msg"));
  return [...places, ...inLists].flatMap((each) => (typeof each === "string" ? each.slice(0, longestSentence) : []));
}

function unique(names: readonly string[]): readonly string[] {
  return [...new Set(names)];
}
