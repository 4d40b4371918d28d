import type { RuleContext } from "../ruleContext.ts";

/** Characters before the cursor over which a chain of operands may extend. */
const reach = 2_000;
/** Languages in which `|` joins types, flags or exceptions, and nothing else. */
const joining = new Set([
  "typescript", "typescriptreact", "javascript", "javascriptreact", "python", "php", "java", "csharp", "c", "cpp",
  "objective-c", "objective-cpp", "go", "dart", "scala",
]); // biome-ignore format: a list
const lineComment = /\/\/[^\n]*/.source;
/** A comment, a string, a longer sign that joins nothing, white space, a word, or a sign. */
const piece = new RegExp(
  `${lineComment}|(["'\`])(?:\\\\.|(?!\\1)[^\\\\\\n])*(?:\\1|$)|=>|->|<<|>>|\\|\\||\\|=|\\n|[^\\S\\n]+|[\\w$.]+|[\\s\\S]`,
  "g",
);

interface Operand {
  readonly text: string;
  /** Where it ends in the text that was cut. */
  readonly end: number;
}

/** Whether a text repeats an operand of the chain around the cursor: `"a" | "b" | "a"`, `READ | WRITE | READ`. */
export function repeatsOperand(text: string, { cursor, lineAfter, atCursor, language }: RuleContext): boolean {
  if (!joining.has(language.id)) return false;
  // In a text of several lines, `|` is a character, as in a table.
  const top = atCursor.frames.at(-1);
  if (top?.kind === "string" && top.syntax.multiline) return false;
  const before = cursor.prefix.slice(-reach);
  if (!before.includes("|") && !text.includes("|")) return false;
  const rest = /^[\w$"']*/.exec(lineAfter)?.[0] ?? "";
  return chainsOf(before + (text.split("\n", 1)[0] ?? "") + rest).some((chain) =>
    chain.some(
      (own, index) => own.end > before.length && chain.some((other, at) => at < index && other.text === own.text),
    ),
  );
}

/** All chains of operands in a text, each on its own level of brackets. */
function chainsOf(text: string): readonly (readonly Operand[])[] {
  const chains: Operand[][] = [];
  const levels: Operand[][] = [[]];
  const starts = [0];
  const finish = (end: number) => {
    const written = nameOf(text.slice(starts.at(-1), end));
    if (written !== "") levels.at(-1)?.push({ text: written, end });
  };
  const restart = (at: number) => {
    starts[starts.length - 1] = at;
  };
  const endChain = (end: number, next: number) => {
    finish(end);
    chains.push(levels.at(-1) ?? []);
    levels[levels.length - 1] = [];
    restart(next);
  };
  for (const { 0: found, index } of text.matchAll(piece)) {
    const end = index + found.length;
    const isOpen = text.slice(starts.at(-1), index).trim() === "";
    if (found === "|") {
      finish(index);
      restart(end);
    } else if (/^[([{<]$/.test(found)) {
      levels.push([]);
      starts.push(end);
    } else if (/^[)\]}>]$/.test(found) && levels.length > 1) {
      endChain(index, end);
      levels.pop();
      starts.pop();
    } else if (
      found === "\n" ? !isOpen && !/^\s*\|/.test(text.slice(end, end + 200)) : /^(?:[,;=:?]|=>|\|\||\|=)$/.test(found)
    )
      endChain(index, end);
    else if (found.startsWith("//") && isOpen) restart(end);
  }
  finish(text.length);
  return [...chains, ...levels];
}

/** An operand with the quotes that all get, and without the name of a caught exception. */
function nameOf(operand: string): string {
  return operand
    .trim()
    .replace(/^["']([^"']*)["']?$/, '"$1"')
    .replace(/^([A-Z][\w.]*)\s+\$?\w+$/, "$1");
}
