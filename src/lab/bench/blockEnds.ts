/**
 * Compares where tree-sitter and the rules' own scanner end a block. The answer is the block that the author wrote,
 * followed by the rest of the file, as if a model had continued past the block. The result of each is compared with the
 * author's lines: exactly those, a prefix of them, or more.
 *
 * Only cases with a known end count: the author's lines end a statement and are not cut at the data set's limit of six.
 * Both see the text before the cursor and the answer. "scan and suffix" is what Hunch does: it also sees the text
 * below.
 *
 *     node src/lab/bench/blockEnds.ts --data DIR [--limit N] [--show]
 */
import { readFileSync, statSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { brotliDecompressSync } from "node:zlib";
import type { Node } from "web-tree-sitter";
import { Language, Parser } from "web-tree-sitter";
import { surroundingsOf } from "../../core/code/scan/surroundings.ts";
import { refine } from "../../core/rules/refine.ts";
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
  readonly target_block: string;
}

const options = { data: { type: "string" }, limit: { type: "string" }, show: { type: "boolean" } } as const;
const { values } = parseArgs({ options });
if (values.data === undefined) throw new Error("--data DIR is missing");
const maxLines = 10;
/** Maximum lines of a run in the data set. */
const runLimit = 6;
const sideLimit = 40_000;

const texts = new Map<string, string>();
const blobs = brotliDecompressSync(readFileSync(join(values.data, "blobs.jsonl.br"))).toString("utf8");
for (const line of blobs.split("\n")) {
  if (line === "") continue;
  const blob: { readonly id: string; readonly text: string } = JSON.parse(line);
  texts.set(blob.id, blob.text);
}
const cases: readonly ReplayCase[] = readFileSync(join(values.data, "cases.jsonl"), "utf8")
  .split("\n")
  .filter((line) => line !== "")
  .slice(0, Number(values.limit ?? Number.POSITIVE_INFINITY))
  .map((line) => JSON.parse(line));

const require = createRequire(import.meta.url);
const grammarOf = (name: string) => require.resolve(`@vscode/tree-sitter-wasm/wasm/tree-sitter-${name}.wasm`);
const grammars: ReadonlyMap<string, string> = new Map([
  ["typescript", "typescript"], ["typescriptreact", "tsx"], ["javascript", "javascript"], ["python", "python"], ["go", "go"],
  ["java", "java"], ["rust", "rust"],
]); // biome-ignore format: a table

await Parser.init();
const parsers = new Map<string, Parser>();
for (const [languageId, name] of grammars) {
  const from = performance.now();
  const language = await Language.load(grammarOf(name));
  const parser = new Parser();
  parser.setLanguage(language);
  parsers.set(languageId, parser);
  const size = (statSync(grammarOf(name)).size / 1024).toFixed(0);
  console.log(`${name}: ${size} KB of wasm, loaded in ${(performance.now() - from).toFixed(0)} ms`);
}

function cursorOf(each: ReplayCase, text: string): Cursor {
  const tabs = text.split("\n").filter((line) => line.startsWith("\t")).length;
  const two = (text.match(/\n {2}\S/g) ?? []).length;
  const indentation = { insertSpaces: tabs < 3, tabSize: tabs >= 3 || two < 3 ? 4 : 2 };
  const [prefix, suffix] = [text.slice(0, each.cursor), text.slice(each.suffixAt)];
  return { uri: each.id, path: each.path, languageId: each.languageId, version: 1, line: each.line - 1, prefix, suffix, indentation }; // biome-ignore format: a record
}

/**
 * Returns the end of the answer in the tree: the end of the largest node that starts on the cursor's line or, for a
 * block on a line of its own, of the last child of the node at the cursor. Undefined without a parse.
 */
function treeEnd(cursor: Cursor, answer: string, scope: CompletionScope): number | undefined {
  const prefix = cursor.prefix.slice(-sideLimit);
  const text = prefix + answer;
  const tree = parsers.get(cursor.languageId)?.parse(text);
  if (!tree) return undefined;
  try {
    const lineStart = prefix.lastIndexOf("\n") + 1;
    const from = lineStart + (/\S/.exec(text.slice(lineStart))?.index ?? 0);
    let node: Node | null = tree.rootNode.descendantForIndex(from, from);
    while (node?.parent && node.parent.startIndex >= from) node = node.parent;
    if (!node) return undefined;
    const isOwnLine = from >= prefix.length;
    const last = scope === "block" && isOwnLine ? (node.parent?.lastNamedChild ?? node) : node;
    const end = last.endIndex;
    return end - prefix.length + (/^[ \t]*[;,]/.exec(text.slice(end))?.[0].length ?? 0);
  } finally {
    tree.delete();
  }
}

type Verdict = "exactly" | "a prefix" | "more" | "otherwise";

function compare(shown: string, wanted: string): Verdict {
  const [a, b] = [shown.trimEnd(), wanted.trimEnd()];
  if (a === b) return "exactly";
  return b.startsWith(a) ? "a prefix" : a.startsWith(b) ? "more" : "otherwise";
}

const counts = new Map<string, number>();
const times = new Map<string, number[]>();
const add = (row: string, verdict: string) =>
  counts.set(`${row}|${verdict}`, (counts.get(`${row}|${verdict}`) ?? 0) + 1);

for (const each of cases) {
  const lines = each.target_block.trimEnd().split("\n");
  if (lines.length >= runLimit) continue;
  const text = texts.get(each.blob) ?? "";
  const cursor = cursorOf(each, text);
  const rest = cursor.suffix.slice(Math.max(0, cursor.suffix.indexOf("\n"))).slice(0, 2_000);
  const answer = each.target_block.trimEnd() + rest;
  const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit: false, maxLines });
  const size = lines.length === 1 ? "one line" : "several lines";
  const measured = (name: string, run: () => string | undefined) => {
    const from = performance.now();
    const shown = run();
    times.set(name, [...(times.get(name) ?? []), performance.now() - from]);
    const verdict = shown === undefined ? "otherwise" : compare(shown, each.target_block);
    for (const row of [`${name}, ${scope}, author wrote ${size}`, `${name}, ${each.languageId}`]) add(row, verdict);
    if (values.show && verdict !== "exactly") {
      console.log(
        `──── ${name} ${each.id} ${scope}: ${verdict}\n${cursor.prefix.slice(-200)}▮\n── wanted\n${each.target_block}\n── shown\n${shown}`,
      );
    }
  };
  // The document has no text below the cursor here, so that only the syntax cuts, not the suffix.
  const open: Cursor = { ...cursor, suffix: "" };
  measured("scan", () => {
    const result = refine(answer, createRuleContext(open, { maxLines, scope }));
    return result.kind === "suggestion" ? result.text : undefined;
  });
  measured("tree", () => {
    const end = treeEnd(cursor, answer, scope);
    if (end === undefined) return undefined;
    return answer.slice(0, Math.max(0, end)).split("\n").slice(0, maxLines).join("\n");
  });
  measured("scan and suffix", () => {
    const result = refine(answer, createRuleContext(cursor, { maxLines, scope }));
    return result.kind === "suggestion" ? result.text : undefined;
  });
}

const verdicts: readonly Verdict[] = ["exactly", "a prefix", "more", "otherwise"];
for (const row of [...new Set([...counts.keys()].map((key) => key.split("|")[0] ?? ""))].sort()) {
  const found = verdicts.map((verdict) => counts.get(`${row}|${verdict}`) ?? 0);
  const all = found.reduce((a, b) => a + b, 0);
  const cells = verdicts.map((verdict, i) => `${verdict} ${(((found[i] ?? 0) * 100) / all).toFixed(1)} %`);
  console.log(`${row.padEnd(54)} ${String(all).padStart(4)}  ${cells.join(", ")}`);
}
for (const [name, list] of times) {
  const sorted = list.toSorted((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(2);
  console.log(`${name}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms`);
}
