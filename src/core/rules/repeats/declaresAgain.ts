import type { RuleContext } from "../ruleContext.ts";
import type { SiblingLines } from "./siblingLines.ts";

const modifiers =
  "(?:(?:export|default|declare|pub(?:\\([^)]*\\))?|public|private|protected|internal|static|async|abstract|final|override|open|inline|unsafe|extern|virtual|suspend|readonly|get|set|\\*)\\s*(?![\\w$])\\s*)*";
const declarators =
  "function\\*?|func|fn|fun|def|defp|defmodule|class|interface|type|enum|struct|trait|module|namespace|record|object|protocol|const|let|var|val";
/** Modifiers, the word that declares, a receiver in Go, the name. */
const declaration = new RegExp(
  `^\\s*${modifiers}(?<word>${declarators})\\s+(?:\\(\\s*(?:\\w+\\s+)?\\*?(?<receiver>\\w+)[^)]*\\)\\s*)?(?<name>[\\w$]+[!?]?)`,
  "d",
);
/** A method without a word that declares it: modifiers, name, an opening bracket. */
const method = new RegExp(`^\\s*(?<modifiers>${modifiers})(?<name>#?[\\w$]+)\\s*(?:<[^(]*>)?(?=\\(|\\s*$)`, "d");
const methodLanguages = new Set(["typescript", "javascript", "typescriptreact", "javascriptreact"]);
const controlWords = new Set(
  "if for while switch catch function with return else do try match when unless until elif using lock foreach".split(
    " ",
  ),
);
/** Languages in which a name may be bound again in its scope, or declared once for each form of its arguments. */
const rebinding = new Set([
  "rust",
  "ocaml",
  "fsharp",
  "haskell",
  "elm",
  "elixir",
  "erlang",
  "scala",
  "kotlin",
  "swift",
]);
const types = new Set(["interface", "type"]);

/** Whether a line, completed by a text, declares a name that its block already declares. */
export function declaresAgain(text: string, context: RuleContext, siblings: SiblingLines): boolean {
  const [line = ""] = (context.lineBefore + text).split("\n", 1);
  const from = context.lineBefore.length;
  const others = [...siblings.above, ...siblings.below];
  if (repeatsHead(line, others)) return true;
  const declared = nameOf(line, from, context.language.id);
  if (declared === undefined || isVariant(declared, siblings, context)) return false;
  return others.some((each) => {
    const known = nameOf(each, -1, context.language.id);
    return known !== undefined && known.key === declared.key && types.has(known.word) === types.has(declared.word);
  });
}

interface Declared {
  readonly word: string;
  readonly key: string;
}

/** The name that a line declares, if it ends after `from`; `from` is -1 for a line of the document. */
function nameOf(line: string, from: number, languageId: string): Declared | undefined {
  const found = declaration.exec(line);
  const [, end = 0] = found?.indices?.groups?.["name"] ?? [];
  if (found?.groups && end > from) {
    const { word = "", receiver = "", name = "" } = found.groups;
    return controlWords.has(name) ? undefined : { word, key: `${receiver}.${name}` };
  }
  return methodLanguages.has(languageId) ? methodOf(line, from) : undefined;
}

function methodOf(line: string, from: number): Declared | undefined {
  const found = method.exec(line);
  const [, end = 0] = found?.indices?.groups?.["name"] ?? [];
  if (!found?.groups || end <= from) return undefined;
  const { modifiers: before = "", name = "" } = found.groups;
  if (controlWords.has(name) || new RegExp(`^(?:${declarators})$`).test(name)) return undefined;
  // A line of the document is a declaration if a block follows its parameters.
  const isBegun = from >= 0 && (before.trim() !== "" || !line.trimEnd().endsWith(";"));
  if (!isBegun && !/^\s*(?::[^={]+)?\{(?:\s*|.*\}[,;]?\s*)$/.test(afterBrackets(line, end))) return undefined;
  const accessor = /\b[gs]et\b/.exec(before)?.[0] ?? "";
  return { word: "method", key: `${accessor}.${name}` };
}

/** What follows the brackets that open at or after a place; "" where they don't close. */
function afterBrackets(line: string, from: number): string {
  let depth = 0;
  for (let at = line.indexOf("(", from); at >= 0 && at < line.length; at++) {
    if (line[at] === "(") depth++;
    else if (line[at] === ")" && --depth === 0) return line.slice(at + 1);
  }
  return "";
}

/** Another binding or form of the name is meant: in a language that has these, or below a decorator. */
function isVariant({ word }: Declared, { above }: SiblingLines, { language }: RuleContext): boolean {
  if (rebinding.has(language.id) && /^(?:let|var|val|def|defp|fun|func|fn)$/.test(word))
    return !(language.id === "rust" && word === "fn");
  return /^\s*@/.test(above[0] ?? "");
}

/** The same block begins with exactly this line elsewhere: `public void run() {` in an overloading language. */
function repeatsHead(line: string, others: readonly string[]): boolean {
  const head = line.trim().replace(/\s*\{$/, "");
  // A call that is handed a function may be made again.
  if (!/\(.*\)/.test(head) || /=>$|\(.*\bfunction\s*\(/.test(head)) return false;
  if (controlWords.has(/^\}?\s*(\w+)/.exec(head)?.[1] ?? "")) return false;
  return others.some((each) => /\{\s*$/.test(each) && each.trim().replace(/\s*\{$/, "") === head);
}
