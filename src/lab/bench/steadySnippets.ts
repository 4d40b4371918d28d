/**
 * Measures what it costs and brings to keep the snippets of a prompt while someone types. Natural lines are typed key by
 * key. A way to retrieve is judged by the names that the rest of the line needs, by how often the snippets change, and by
 * how much of the prompt a server must read again then: what comes behind the first difference.
 *
 *     node src/lab/bench/steadySnippets.ts --data DIR [--limit N]
 */

import { parseArgs } from "node:util";
import { fitBudget } from "../../core/prompt/fitBudget.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../../core/retrieval/steadyRetriever.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Retriever } from "../../core/types/retriever.ts";
import type { Snippet } from "../../core/types/snippet.ts";
import type { LineEdit } from "../../core/types/source.ts";
import { recentOf } from "../replay/contender.ts";
import { identifiersOf } from "../replay/identifiers.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { loadCases } from "../replay/loadCases.ts";
import { currentUri, cursorOf, type ReplayCase } from "../replay/replayCase.ts";
import { mean } from "../replay/statistics.ts";
import { percent, textTable } from "../replay/textTable.ts";
import { createWantedFinder } from "../replay/wantedIdentifiers.ts";

const { values } = parseArgs({ options: { data: { type: "string" }, limit: { type: "string", default: "600" } } });
if (values.data === undefined) throw new Error("Give the folder of the cases: --data DIR");
const natural = loadCases(values.data).filter(({ sample }) => sample === "natural");
const every = Math.max(1, Math.floor(natural.length / Number(values.limit)));
const cases = natural.filter((_, at) => at % every === 0);

/** Tokens of a prompt, half of them for snippets, as in `hunch.context.maxTokens`. */
const maxTokens = 2048;
const wordAtEnd = /[\w$]+$/;

const wantedOf = createWantedFinder();

interface Way {
  readonly retriever: Retriever;
  /** Where it looks from. */
  readonly from: (cursor: Cursor, replayCase: ReplayCase) => Cursor;
}

const ways: Readonly<Record<string, Way>> = {
  "at every key": { retriever: createRetriever(), from: (cursor) => cursor },
  "at every word": { retriever: createSteadyRetriever(createRetriever()), from: (cursor) => cursor },
  "at every line": { retriever: createRetriever(), from: (cursor, { prefix }) => ({ ...cursor, prefix }) },
};
const rows = Object.entries(ways).map(([name, way]) => [name, ...figuresOf(way)]);
console.log(`${cases.length} natural lines, typed key by key, prompts of ${maxTokens} tokens\n`);
console.log(textTable(["retrieved", "recall", "changed by a key", "characters read again per key"], rows));

interface Key {
  /** Share of the needed names that the snippets contain; undefined if none is needed any more. */
  readonly recall: number | undefined;
  readonly changed: boolean;
  readonly readAgain: number;
}

function figuresOf(way: Way): readonly string[] {
  const feed = new LearnerFeed([way.retriever]);
  const keys = cases.flatMap((each) => {
    for (const _ of feed.open(each));
    return typeLine(each, way);
  });
  return [
    percent(mean(keys.flatMap(({ recall }) => recall ?? []))),
    percent(mean(keys.map(({ changed }) => Number(changed)))),
    (mean(keys.map(({ readAgain }) => readAgain)) ?? Number.NaN).toFixed(0),
  ];
}

function typeLine(replayCase: ReplayCase, { retriever, from }: Way): readonly Key[] {
  const { targetLine } = replayCase;
  const { line: wanted } = wantedOf(replayCase);
  const recent = recentOf(replayCase);
  const keys: Key[] = [];
  let before: string | undefined;
  for (let typed = 0; typed <= targetLine.length; typed++) {
    const cursor = { ...cursorOf(replayCase, targetLine.slice(0, typed)), version: typed + 2 };
    retriever.edit(currentUri(replayCase), cursor.version, [lineOf(cursor)]);
    const snippets = retriever.retrieve(from(cursor, replayCase), recent, { maxTokens: maxTokens / 2 });
    const prompt = promptOf(cursor, snippets);
    const same = before === undefined ? prompt.length : sharedStart(before, prompt);
    const begun = wordAtEnd.exec(targetLine.slice(0, typed))?.[0] ?? "";
    const rest = identifiersOf(begun + targetLine.slice(typed));
    const needed = wanted.filter((name) => rest.has(name));
    keys.push({
      recall: shareIn(snippets, needed),
      changed: before !== undefined && same < before.length,
      readAgain: prompt.length - same,
    });
    before = prompt;
  }
  return keys;
}

/** The edit that makes the cursor's line what is typed. */
function lineOf({ line, prefix, suffix }: Cursor): LineEdit {
  const text = prefix.slice(prefix.lastIndexOf("\n") + 1) + (suffix.split("\n")[0] ?? "");
  return { startLine: line, endLine: line + 1, lines: [text] };
}

/** What a server reads before the cursor: the snippets in their order, and the text above. */
function promptOf(cursor: Cursor, found: readonly Snippet[]): string {
  const { snippets, prefix } = fitBudget(cursor, found, { maxTokens });
  return snippets.map(({ path, text }) => `${path}\n${text}\n`).join("") + prefix;
}

function sharedStart(a: string, b: string): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return at;
}

function shareIn(snippets: readonly Snippet[], names: readonly string[]): number | undefined {
  if (names.length === 0) return undefined;
  const found = identifiersOf(snippets.map(({ text }) => text).join("\n"));
  return names.filter((name) => found.has(name)).length / names.length;
}
