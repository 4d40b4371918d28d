import type { RuleContext } from "../ruleContext.ts";
import { styleLanguages } from "./styleLanguages.ts";

/** Characters on either side of the cursor over which a list may extend. */
const reach = 6_000;
/** What a list may hold several times: numbers, constants of the language, names of types. */
const repeatable =
  /^(?:_|\d.*|nu?ll?|nil|None|true|false|True|False|undefined|self|this|u?int\d*|[iu]\d+|f\d+|float\d*|double|str(?:ing)?|String|bool(?:ean)?|byte|char|rune|[ui]size|any|void|error|number|object|unknown|never|fn|mut|ref|out|const)$/;
/** What names an item: a name alone or before `:`, `=` or `?:`, a quoted key, the pattern of an arm. */
const names = /^(?:\.\.\.|\*{1,2}|&(?:mut )?|mut )?([\p{L}_$][\p{L}\p{N}_$]*)\s*(?:$|\?:|[:=](?![:=>]))/u;
const keys = /^(["'][^"'\n]+["'])\s*(?::|=>|->|=(?!=)|to\b)/;
/** Keys without quotes before an arrow, and behind a colon or in brackets. */
const arrowKeys = /^([\w$-]+|:\w+)\s*=>/;
const arrowLanguages = new Set(["ruby", "crystal", "perl", "php", "elixir", "julia"]);
const indexKeys = /^(\[[^\]\n]+\])\s*[=:](?!=)/;
/** A key of a list in square brackets, as Groovy and Swift write dictionaries. */
const colonKeys = /^([\p{L}_][\p{L}\p{N}_]*)\s*:(?!:)/u;
const colonLanguages = new Set(["groovy", "swift"]);
/** The key of a pair, as in `new Map([["a", 1]])`. */
const pairKeys = /^\[\s*(["'][^"'\n]+["'])\s*,/;
/** An element of a set of Python. */
const elements = /^(["'][^"'\n]+["'])$/;
const arms = /^([^=\n]+?)\s*=>/;
const constants = /^([A-Z][A-Z0-9_]*)\s*\(/;

/** Whether a text gives a parameter, key, import or enumeration member that the list around the cursor already has. */
export function repeatsItem(text: string, context: RuleContext): boolean {
  const { lineBefore, lineAfter, atLineStart, atCursor, cursor, language } = context;
  const top = atCursor.frames.at(-1);
  if (top?.kind !== "bracket" || top.hole) return false;
  if (top.close === "}" && styleLanguages.has(language.id)) return false;
  const back = atLineStart.length + lineBefore.length - top.at;
  if (back > Math.min(reach, cursor.prefix.length)) return false;
  const written = cursor.prefix.slice(cursor.prefix.length - back + 1);
  const opener = cursor.prefix.slice(0, cursor.prefix.length - back);
  const isEnum = /\benum\b[^\n{]*$/.test(opener);
  const before = splitItems(written).items;
  const begun = before.pop() ?? "";
  if (top.close === "}" && (begun.includes(";") || (begun.trim().includes("\n") && !isEnum))) return false;
  const isMap = /\bnew (?:Weak)?Map\s*(?:<[^()]*>)?\(\s*$/.test(opener.slice(-200));
  const nameOf = (item: string) => itemName(item, { close: top.close, isEnum, isMap, languageId: language.id });
  const own = splitItems(begun + text).items;
  // Below a line of its own the list goes on; a list that was just opened on this line may not be closed yet.
  const goesOnBelow = lineAfter.trim() === "" && back > lineBefore.length;
  const after = splitItems(goesOnBelow ? cursor.suffix.slice(0, reach) : afterOwn(lineAfter)).items;
  const known = new Set([...before, ...after].map(nameOf).filter((name) => name !== undefined));
  return own.some((item, at) => {
    const name = nameOf(item);
    // An item that was written before the cursor is not the text's.
    return name !== undefined && known.has(name) && (at > 0 || nameOf(begun) !== name);
  });
}

/** What follows the item under the cursor. */
function afterOwn(suffix: string): string {
  const { items, length } = splitItems(suffix.slice(0, reach), 1);
  return items.length > 1 ? suffix.slice(length, reach) : "";
}

interface List {
  readonly close: string;
  readonly isEnum: boolean;
  /** Whether it lists the pairs of a map. */
  readonly isMap: boolean;
  readonly languageId: string;
}

function itemName(item: string, { close, isEnum, isMap, languageId }: List): string | undefined {
  const text = item.trim();
  const found = patternsOf(close, isMap, languageId).reduce<RegExpExecArray | null>(
    (name, pattern) => name ?? pattern.exec(text),
    null,
  );
  const name = found?.[1] ?? (isEnum ? constants.exec(text)?.[1] : undefined);
  if (name === undefined || repeatable.test(name)) return undefined;
  // In JavaScript, a key is the same with and without quotes.
  return languageId.includes("script") ? name.replace(/["']/g, "") : name.replaceAll("'", '"');
}

/** How items are named in a list that ends with `close`. */
function patternsOf(close: string, isMap: boolean, languageId: string): readonly RegExp[] {
  const ofLanguage = arrowLanguages.has(languageId) ? [keys, arrowKeys] : [keys];
  if (close === "]") {
    if (isMap) return [pairKeys];
    return colonLanguages.has(languageId) ? [...ofLanguage, colonKeys] : ofLanguage;
  }
  if (close === ")") return [...ofLanguage, names];
  const inBraces = languageId === "rust" ? [arms] : languageId === "python" ? [elements] : [];
  return [names, ...ofLanguage, indexKeys, ...inBraces];
}

/**
 * Cuts a list at the commas that are in no bracket and no string of it; ends where the list is closed.
 * @param most stop after this many commas
 */
function splitItems(
  text: string,
  most = Number.POSITIVE_INFINITY,
): { readonly items: string[]; readonly length: number } {
  const items: string[] = [];
  let depth = 0;
  let from = 0;
  let at = 0;
  let quote = "";
  for (; at < text.length; at++) {
    const char = text[at] ?? "";
    if (quote !== "") {
      if (char === "\\") at++;
      else if (char === quote || char === "\n") quote = "";
    } else if (char === '"' || char === "'" || char === "`") quote = char;
    else if ("([{".includes(char)) depth++;
    else if (")]}".includes(char) && --depth < 0) break;
    else if (char === "," && depth === 0) {
      items.push(text.slice(from, at));
      from = at + 1;
      if (items.length >= most) break;
    }
  }
  items.push(text.slice(from, at));
  return { items, length: at + 1 };
}
