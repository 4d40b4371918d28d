import { commentStyles, type PromptShares, promptLayouts, snippetOrders } from "../prompt/promptChoices.ts";
import { english, type Translate } from "../types/translate.ts";
import { translatable } from "../util/translatable.ts";
import { delays, eagernesses, snippetKinds, type Variant, type VariantChoices } from "./variant.ts";

/** Where variants were written: a workspace may not choose where code is sent. */
export type VariantOrigin = "user" | "workspace";

export interface ParsedVariants {
  readonly variants: readonly Variant[];
  /** What is wrong, a sentence each; a variant with a fault is left out. */
  readonly faults: readonly string[];
}

const maxName = 60;

type Members = Readonly<Record<string, unknown>>;
/** Describes valid values when the value is not one. */
type Check = (value: unknown, t: Translate) => string | undefined;

const wholeNumber =
  (min: number, max: number): Check =>
  (value, t) =>
    isWholeNumber(value, min, max) ? undefined : t("a whole number from {0} to {1}", min, max);
const oneOf =
  (words: readonly string[]): Check =>
  (value, t) =>
    words.some((word) => word === value) ? undefined : t("one of {0}", words.map((word) => `"${word}"`).join(", "));
const modelName: Check = (value, t) =>
  typeof value === "string" && value.trim() !== "" && value.length <= 200
    ? undefined
    : t("the name of a model in quotes");

const sharesWanted = translatable(
  'three fractions that sum to 1, such as {"prefix": 0.5, "suffix": 0.15, "snippets": 0.35}',
);
const snippetsWanted = translatable(
  'counts from 0 to 100, true or false by kind, such as {"window": 3, "outline": false}',
);

/** What each choice has to be. A test compares the names and bounds with the JSON schema of the editor. */
export const choiceChecks: Readonly<Record<keyof VariantChoices, Check>> = {
  eagerness: oneOf(eagernesses),
  maxLines: wholeNumber(1, 100),
  waitForModel: wholeNumber(0, 10_000),
  delay: oneOf(delays),
  model: modelName,
  maxTokens: wholeNumber(256, 32_768),
  shares: (value, t) => (isShares(value) ? undefined : t(sharesWanted)),
  snippets: (value, t) => (isSnippets(value) ? undefined : t(snippetsWanted)),
  order: oneOf(snippetOrders),
  layout: oneOf(promptLayouts),
  commentStyle: oneOf(commentStyles),
};

const checks: ReadonlyMap<string, Check> = new Map(Object.entries(choiceChecks));

/** Words by which people may try to choose a server. "model" is one, since a gateway picks the server by it. */
const destinations =
  /^(?:model|protocol|(?:base)?_?url|address|server|host|port|endpoint|proxy|headers?|(?:api)?_?key|token)$/i;

/**
 * Parses a file of variants: `{"variants": {"NAME": {…}}}`, or the value of the setting, which is the inner object.
 * @param where names the source in sentences, such as ".hunch/variants.json"
 */
export function parseVariants(
  value: unknown,
  origin: VariantOrigin,
  where: string,
  t: Translate = english,
): ParsedVariants {
  if (!isMembers(value)) return { variants: [], faults: [t("{0} must contain an object of variants by name.", where)] };
  const variants: Variant[] = [];
  const faults: string[] = [];
  for (const [name, members] of Object.entries(value)) {
    const found = faultsOfVariant(name, members, origin, t);
    faults.push(...found.map((fault) => t("In {0}, variant {1} {2}", where, quote(name), fault)));
    const variant = found.length === 0 && isMembers(members) ? readVariant(name, members) : undefined;
    if (variant) variants.push(variant);
  }
  return { variants, faults };
}

/** Parses the text of a file of variants. */
export function parseVariantsFile(
  text: string,
  origin: VariantOrigin,
  where: string,
  t: Translate = english,
): ParsedVariants {
  try {
    const value: unknown = JSON.parse(text);
    return parseVariants(isMembers(value) ? value["variants"] : undefined, origin, where, t);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { variants: [], faults: [t("{0} is no valid JSON: {1}.", where, error.message)] };
  }
}

function faultsOfVariant(name: string, members: unknown, origin: VariantOrigin, t: Translate): readonly string[] {
  if (name.trim() === "" || name.length > maxName) return [t("needs a name of 1 to {0} characters.", maxName)];
  return isMembers(members) ? faultsOf(members, origin, t) : [t("must be an object of choices.")];
}

function isWholeNumber(value: unknown, min: number, max: number): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= min && value <= max;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function readVariant(name: string, members: Members): Variant | undefined {
  const { description, ...choices } = members;
  if (!isChoices(choices)) return undefined;
  return { name, ...(typeof description === "string" ? { description } : {}), choices };
}

function isChoices(members: Members): members is Members & VariantChoices {
  return Object.entries(members).every(
    ([name, value]) => checks.get(name)?.(value, english) === undefined && checks.has(name),
  );
}

function faultsOf(members: Members, origin: VariantOrigin, t: Translate): readonly string[] {
  return Object.entries(members).flatMap(([name, value]): readonly string[] => {
    if (name === "description") return typeof value === "string" ? [] : [t('has a "description" that is no text.')];
    if (origin === "workspace" && destinations.test(name)) return [refusalOf(name, t)];
    const check = checks.get(name);
    if (!check)
      return [t("has {0}, which is not a choice. The choices are {1}.", quote(name), [...checks.keys()].join(", "))];
    const wanted = check(value, t);
    return wanted === undefined
      ? []
      : [t('sets "{0}" to {1}: set it to {2}.', name, shorten(JSON.stringify(value)), wanted)];
  });
}

function refusalOf(name: string, t: Translate): string {
  return t(
    'has "{0}", which is refused: a workspace can\'t change where code is sent. Set it in your own settings.',
    name,
  );
}

function isShares(value: unknown): value is PromptShares {
  if (!isMembers(value)) return false;
  const { prefix, suffix, snippets, ...others } = value;
  const parts = [prefix, suffix, snippets].filter((part) => typeof part === "number" && part >= 0 && part <= 1);
  const sum = parts.reduce((total: number, part) => total + Number(part), 0);
  return Object.keys(others).length === 0 && parts.length === 3 && Math.abs(sum - 1) < 0.001;
}

function isSnippets(value: unknown): boolean {
  if (!isMembers(value)) return false;
  return Object.entries(value).every(
    ([kind, count]) =>
      snippetKinds.some((each) => each === kind) && (typeof count === "boolean" || isWholeNumber(count, 0, 100)),
  );
}

function quote(text: string): string {
  return JSON.stringify(shorten(text));
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
