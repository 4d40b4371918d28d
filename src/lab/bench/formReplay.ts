/**
 * Applies the rules of form to the authors' own lines, as if a perfect model had answered, and counts what the rules
 * remove. The data set: `cases.jsonl` and `blobs.jsonl.br` in the folder given with --data.
 *
 *     node src/lab/bench/formReplay.ts --data DIR [--show RULE] [--limit N]
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import { surroundingsOf } from "../../core/code/scan/surroundings.ts";
import { isEnough, refine } from "../../core/rules/refine.ts";
import { createRuleContext } from "../../core/rules/ruleContext.ts";
import { chooseScope } from "../../core/trigger/chooseScope.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { CompletionScope } from "../../core/types/scope.ts";

interface ReplayCase {
  readonly id: string;
  readonly languageId: string;
  readonly path: string;
  readonly line: number;
  readonly blob: string;
  readonly cursor: number;
  readonly suffixAt: number;
  readonly target_line: string;
  readonly target_block: string;
}

const maxLines = 10;
const { values } = parseArgs({
  options: { data: { type: "string" }, show: { type: "string" }, limit: { type: "string" } },
});
if (values.data === undefined) throw new Error("--data DIR is missing");

const texts = new Map<string, string>();
for (const line of brotliDecompressSync(readFileSync(join(values.data, "blobs.jsonl.br")))
  .toString("utf8")
  .split("\n")) {
  if (line === "") continue;
  const blob: { readonly id: string; readonly text: string } = JSON.parse(line);
  texts.set(blob.id, blob.text);
}
const cases: readonly ReplayCase[] = readFileSync(join(values.data, "cases.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .slice(0, Number(values.limit ?? Number.POSITIVE_INFINITY))
  .map((line) => JSON.parse(line));

function cursorOf(each: ReplayCase): Cursor {
  const text = texts.get(each.blob) ?? "";
  const prefix = text.slice(0, each.cursor);
  const tabs = text.split("\n").filter((line) => line.startsWith("\t")).length;
  const two = (text.match(/\n {2}\S/g) ?? []).length;
  return {
    uri: each.id,
    path: each.path,
    languageId: each.languageId,
    version: 1,
    line: each.line - 1,
    prefix,
    suffix: text.slice(each.suffixAt),
    indentation: { insertSpaces: tabs < 3, tabSize: tabs >= 3 || two < 3 ? 4 : 2 },
  };
}

class Tally {
  readonly #counts = new Map<string, number>();
  #cases = 0;
  add(what: string): void {
    this.#cases++;
    this.#counts.set(what, (this.#counts.get(what) ?? 0) + 1);
  }
  print(title: string): void {
    console.log(`\n${title} (${this.#cases} cases)`);
    for (const [what, count] of [...this.#counts].sort((a, b) => b[1] - a[1])) {
      console.log(`  ${what.padEnd(44)} ${String(count).padStart(4)}  ${((count * 100) / this.#cases).toFixed(1)} %`);
    }
  }
}

const lineKept = new Tally();
const blockKept = new Tally();
const runaway = new Tally();
const automatic = new Tally();
const decision = new Tally();
const streamed = new Tally();
const severalAt = new Map<string, { cases: number; several: number }>();
let refineMs = 0;
let refined = 0;

function outcome(
  answer: string,
  wanted: string,
  cursor: Cursor,
  scope: CompletionScope,
  explicit: boolean,
  id: string,
): string {
  const from = performance.now();
  const result = refine(answer, createRuleContext(cursor, { maxLines, scope, explicit }));
  refineMs += performance.now() - from;
  refined++;
  if (result.kind === "dropped") {
    show(result.rule, id, cursor, wanted, "");
    return `dropped by ${result.rule}`;
  }
  const completed = result.text + cursor.suffix.slice(result.replaceAfter, cursor.suffix.indexOf("\n"));
  if (completed.trimEnd() === wanted.trimEnd() || result.text.trimEnd() === wanted.trimEnd()) return "kept whole";
  const { changedBy } = result;
  const last = changedBy.at(-1) ?? "nothing";
  show(last, id, cursor, wanted, result.text);
  const isCut = wanted.startsWith(result.text);
  return isCut ? `cut short by ${last}` : `changed by ${changedBy.join(", ")}`;
}

function show(rule: string, id: string, cursor: Cursor, wanted: string, got: string): void {
  if (values.show !== rule) return;
  const before = cursor.prefix.split("\n").slice(-6).join("\n");
  const after = cursor.suffix.split("\n").slice(0, 4).join("\n");
  console.log(`──── ${id} (${cursor.languageId})\n${before}▮${after}\n── wanted\n${wanted}\n── got\n${got}`);
}

/** Compares the shown text with the author's, for a model that never stops by itself. */
function reach(answer: string, wanted: string, cursor: Cursor, scope: CompletionScope): string {
  const result = refine(answer, createRuleContext(cursor, { maxLines, scope }));
  if (result.kind === "dropped") return `${scope}: nothing, dropped by ${result.rule}`;
  const shown = result.text.trimEnd();
  const block = wanted.trimEnd();
  if (!block.startsWith(shown))
    return shown.startsWith(block) ? `${scope}: more than the author wrote` : `${scope}: something else`;
  if (shown === block) return `${scope}: all that the author wrote`;
  return `${scope}: its first ${shown.includes("\n") ? "lines" : "line"}`;
}

/** Describes the cursor's position between the lines above and below. */
function describePosition({ prefix, suffix }: Cursor): string {
  const line = prefix.slice(prefix.lastIndexOf("\n") + 1);
  const above = prefix.slice(0, prefix.length - line.length).trimEnd();
  const isAboveBlank = /\n\s*\n$/.test(prefix.slice(0, prefix.length - line.length));
  const below = suffix.split("\n")[1] ?? "";
  const marginOf = (text: string): number => text.length - text.trimStart().length;
  const opened = /[{([:]$|=>$/.test(line.trim() === "" ? above : line.trimEnd());
  const head = line.trim() !== "" ? "inside a line" : "an empty line";
  const under = isAboveBlank ? ", a blank one above" : "";
  const depth = Math.sign(marginOf(below) - (line.trim() === "" ? line.length : marginOf(line)));
  const next = depth < 0 ? "further left" : depth > 0 ? "deeper" : "a statement";
  const follows = below.trim() === "" ? "blank" : /^\s*[)\]}]/.test(below) ? "closing" : next;
  return `${opened && under === "" ? `${head}, a block opened` : head + under}; below: ${follows}`;
}

for (const each of cases) {
  const cursor = cursorOf(each);
  const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit: false, maxLines });
  lineKept.add(outcome(each.target_line, each.target_line, cursor, "line", false, each.id));
  blockKept.add(outcome(each.target_block, each.target_block, cursor, "block", true, each.id));
  const below = cursor.suffix.slice(cursor.suffix.indexOf("\n"), 600);
  runaway.add(outcome(each.target_block + below, each.target_block, cursor, "block", true, each.id));
  automatic.add(reach(each.target_block + below, each.target_block, cursor, scope));
  const lines = each.target_block.split("\n").length;
  decision.add(`${scope}, author wrote ${lines === 1 ? "one line" : "several lines"}`);
  const place = describePosition(cursor);
  const known = severalAt.get(place) ?? { cases: 0, several: 0 };
  severalAt.set(place, { cases: known.cases + 1, several: known.several + Number(lines > 1) });
  const first = `${each.target_line}\n`;
  streamed.add(
    `${scope}: ${isEnough(first, createRuleContext(cursor, { maxLines, scope })) ? "first line was enough" : "read on"}`,
  );
}

lineKept.print("The rest of the line as the answer, one line asked for");
blockKept.print("The author's block as the answer, asked for explicitly");
runaway.print("The author's block, followed by the text below the cursor, requested by hand");
automatic.print("The same answer while typing: how far is shown");
decision.print("One line or a block, against the author's run of up to six lines");
console.log("\nHow often the author wrote several lines, by position");
for (const [place, { cases: count, several }] of [...severalAt].sort((a, b) => b[1].cases - a[1].cases))
  console.log(`  ${place.padEnd(56)} ${String(count).padStart(4)}  ${((several * 100) / count).toFixed(0)} %`);
streamed.print("Stopping a stream after its first line");
console.log(`\nrefine: ${(refineMs / refined).toFixed(2)} ms each`);
