import { expect, test } from "vitest";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import type { Refinement } from "../../../src/core/rules/refine.ts";
import { isEnough, refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { chooseScope } from "../../../src/core/trigger/chooseScope.ts";
import type { Cursor } from "../../../src/core/types/cursor.ts";

/** Triples of document, cursor and answer. `FUZZ_RUNS` asks for more. */
const runs = Number(process.env["FUZZ_RUNS"] ?? 100_000);

/** Reproducible random numbers: the seed of a failure is in its message. */
function randomFrom(seed: number) {
  let state = seed >>> 0 || 1;
  const next = () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 4_294_967_296;
  };
  const below = (limit: number) => Math.floor(next() * limit);
  return { below, pick: <T>(from: readonly T[]): T => from[below(from.length)] as T };
}

const pieces = [
  "(", ")", "[", "]", "{", "}", "<", ">", "</", "/>", '"', "'", "`", '"""', "'''", "${", "#{", "//", "/*", "*/", "#", "--", "<!--",
  "-->", "\n", "\n", "\n", "\n\n", "  ", "    ", "\t", "\n\t", "\n  ", "\n    ", " ", " ", ":", ";", ",", ".", "=", "=>", "->", "+", "\\",
  "foo", "bar", "return", "if", "else", "end", "do", "def", "fi", "done", "case", "function", "const", "class", "a1", "x", "0", "42",
  "<|fim_middle|>", "<|endoftext|>", "```", "```ts\n", "<think>", "</think>", "Sure! Here is", "[redacted]", "<<EOF\n", "\nEOF\n",
  "é", "e\u0301", "你好", "🙂", "👩‍👩‍👧", "שלום", "\ud83d", "\ude42", "\0", "\r\n", "\r", "\ufeff", "\u202e", "\u2028", "\x1b[0m",
  "<div>", "</div>", "<p className=", "r#\"", "@\"", "$\"", "f\"{", "|", "|x|", "~", "%", "&&", "/a/", "%w[",
] as const; // biome-ignore format: a list

const languages = [
  "typescript", "typescriptreact", "python", "go", "rust", "java", "csharp", "ruby", "shellscript", "cpp", "php", "html", "vue", "scss",
  "json", "yaml", "markdown", "lua", "sql", "haskell", "elixir", "swift", "kotlin", "clojure", "plaintext", "nosuchlanguage",
] as const; // biome-ignore format: a list

const half = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/;

/** A document as the editor has it: "\n" line ends, no halves of characters. */
function wellFormed(text: string): string {
  return text.replaceAll(new RegExp(half, "g"), "").replaceAll("\r", "");
}

function triple(seed: number) {
  const random = randomFrom(seed * 2_654_435_761 + 97);
  const text = (most: number) => Array.from({ length: random.below(most) }, () => random.pick(pieces)).join("");
  const cursor: Cursor = {
    uri: "file:///f",
    path: "src/f.ts",
    languageId: random.pick(languages),
    version: 1,
    line: 0,
    prefix: wellFormed(text(30)),
    suffix: wellFormed(text(20)),
    indentation: { insertSpaces: random.below(2) === 0, tabSize: random.pick([2, 4, 8]) },
  };
  // Half of the answers echo pieces of the document, as models do.
  const echo =
    random.below(2) === 0 ? cursor.suffix.slice(0, random.below(30)) : cursor.prefix.slice(-random.below(30));
  const answer = random.pick([text(25), echo + text(15), text(15) + echo]);
  return { cursor, answer, maxLines: 1 + random.below(8), explicit: random.below(3) === 0 };
}

/** What must hold of whatever is shown; the first broken rule, or undefined. */
function brokenBy({ cursor, answer, maxLines, explicit }: ReturnType<typeof triple>): string | undefined {
  const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit, maxLines });
  const options = { scope, maxLines, explicit };
  const result = refine(answer, createRuleContext(cursor, options));
  if (result.kind === "dropped") return undefined;
  const { text, replaceAfter } = result;
  const lineEnd = cursor.suffix.indexOf("\n");
  const rest = lineEnd < 0 ? cursor.suffix : cursor.suffix.slice(0, lineEnd);
  if (text.trim() === "") return "nothing is shown";
  if (half.test(text)) return "half a character";
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not be there
  if (/[\0\r\u202e\ufeff\x1b]/.test(text) && !/[\u202e\ufeff]/.test(cursor.prefix + cursor.suffix))
    return "a control character";
  if (replaceAfter < 0 || replaceAfter > rest.length) return "the range leaves the line";
  if (half.test(rest.slice(replaceAfter))) return "the range halves a character";
  if (!isSubsequence(rest.slice(0, replaceAfter), text)) return "the editor could not show it";
  // A line may be added to close what was opened, and an empty first line leads to the next.
  if (text.split("\n").length > maxLines + 2) return "too many lines";
  return undefined;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of part.split("")) {
    at = whole.indexOf(unit, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

test(`${runs} random documents, cursors and answers: no exception, and what is shown fits`, () => {
  const shown = { suggestions: 0, broken: [] as string[] };
  for (let seed = 1; seed <= runs; seed++) {
    const each = triple(seed);
    try {
      const broken = brokenBy(each);
      if (broken !== undefined) shown.broken.push(`${seed}: ${broken}: ${JSON.stringify(each)}`);
    } catch (error) {
      shown.broken.push(`${seed}: ${String(error)}: ${JSON.stringify(each)}`);
    }
    if (shown.broken.length > 3) break;
  }
  expect(shown.broken).toEqual([]);
}, 600_000);

test("stopping a stream early never changes what is shown", () => {
  const broken: string[] = [];
  let early = 0;
  for (let seed = 1; seed <= runs / 10; seed++) {
    const { cursor, answer, maxLines, explicit } = triple(seed);
    const options = { scope: chooseScope(cursor, surroundingsOf(cursor), { explicit, maxLines }), maxLines, explicit };
    const lines = answer.replaceAll("\r", "").split(/(?<=\n)/);
    const enough = lines.findIndex(
      (line, i) => line.endsWith("\n") && isEnough(lines.slice(0, i + 1).join(""), createRuleContext(cursor, options)),
    );
    if (enough < 0 || enough === lines.length - 1) continue;
    early++;
    const whole = refine(lines.join(""), createRuleContext(cursor, options));
    const stopped = refine(lines.slice(0, enough + 1).join(""), createRuleContext(cursor, options));
    if (shownText(whole) !== shownText(stopped)) {
      broken.push(`${seed}: ${JSON.stringify({ cursor, answer, stopped, whole, options })}`);
    }
    if (broken.length > 3) break;
  }
  expect(broken).toEqual([]);
  expect(early).toBeGreaterThan(runs / 1_000);
}, 600_000);

function shownText(result: Refinement): string {
  return result.kind === "dropped" ? "" : `${result.replaceAfter} ${result.text}`;
}

test("redacting never throws, never halves a character, and never grows without reason", () => {
  for (let seed = 1; seed <= runs / 20; seed++) {
    const { prefix, suffix } = triple(seed).cursor;
    const text = `${prefix}password = "${suffix}"`;
    const { text: out, count } = redact(text);
    expect(half.test(out)).toBe(false);
    expect(out.length).toBeLessThanOrEqual(text.length + count * 16);
    expect(count > 0 || out === text).toBe(true);
  }
});
