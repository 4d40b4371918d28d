/**
 * Measures whether recent edits are worth their tokens as before/after hunks. Cases do not record the text before an
 * edit, but another case often contains an earlier version of the file. If only the recorded edited ranges differ, its
 * lines are the "before". The last hunks of a case come first in its budget, then the retriever's snippets. Both are
 * scored as docs/replay.md defines, on the cases with a known hunk.
 *
 *     node src/lab/bench/recentHunks.ts (--data DIR | --repo PATH [--cases N]) [--budget N]
 */

import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { languages } from "../../core/code/languages/languages.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { gitIn } from "../../git/gitIn.ts";
import { consoleHost } from "../replay/consoleHost.ts";
import { type Contender, retrieverContender } from "../replay/contender.ts";
import { casesFromHistory } from "../replay/history/casesFromHistory.ts";
import { loadCases } from "../replay/loadCases.ts";
import type { ReplayCase, ReplayFile } from "../replay/replayCase.ts";
import { replayRetrieval } from "../replay/replayRetrieval.ts";
import { chargedTokens, type ScoredSnippet } from "../replay/retrievalScore.ts";
import { bootstrapMean, mean } from "../replay/statistics.ts";
import { percent, textTable } from "../replay/textTable.ts";

interface Hunk {
  readonly path: string;
  readonly before: readonly string[];
  readonly after: readonly string[];
}

const options = {
  data: { type: "string" },
  repo: { type: "string" },
  cases: { type: "string", default: "400" },
  budget: { type: "string", default: "1000" },
} as const;
/** Maximum length of a removal that is searched for, in lines. */
const longestRemoval = 60;
/** Maximum lines of each side in a hunk. */
const longestSide = 8;
const { values } = parseArgs({ options });
const never = new AbortController().signal;
const maxTokens = Number(values.budget);
const all = await readCases();
const textsOf = new Map<string, string[]>();
for (const { repo, recent } of all) {
  for (const { path, text } of recent) {
    const key = `${repo}\0${path}`;
    textsOf.set(key, (textsOf.get(key) ?? []).concat(text));
  }
}
const hunksOf = new Map(all.map((each) => [each.id, recentHunks(each)]));
const cases = all.filter((each) => (hunksOf.get(each.id) ?? []).length > 0);
const known = [...hunksOf.values()].flat();
console.log(
  `${cases.length} of ${all.length} cases have hunks: ${known.length}, ${known.filter(({ before }) => before.length > 0).length} of them took lines away.\n`,
);

const variants: readonly { readonly name: string; readonly tokens: number; readonly text: (hunk: Hunk) => string }[] = [
  { name: "before and after, 100 tokens", tokens: 100, text: diffOf },
  { name: "before and after, 200 tokens", tokens: 200, text: diffOf },
  { name: "before alone, 100 tokens", tokens: 100, text: ({ before }) => before.join("\n") },
  { name: "after alone, 100 tokens", tokens: 100, text: ({ after }) => after.join("\n") },
];
const plain = retrieverContender("no hunks", createRetriever());
const rows = await replayRetrieval(
  cases,
  [plain, ...variants.map(withHunks)],
  [maxTokens],
  consoleHost("hunks"),
  never,
);
type Row = (typeof rows)[number];
const rowsOf = (name: string): readonly Row[] => rows.filter((row) => row.contender === name);
const base = rowsOf(plain.name);
const figures = (own: readonly Row[], of: (row: Row | undefined) => number | undefined): readonly string[] => {
  const pairs = own.flatMap((row, at) => {
    const [mine, theirs] = [of(row), of(base[at])];
    return mine === undefined || theirs === undefined ? [] : [{ mine, theirs }];
  });
  const gain = bootstrapMean(pairs.map(({ mine, theirs }) => mine - theirs));
  const signed = (value = 0): string => `${value < 0 ? "" : "+"}${(value * 100).toFixed(1)}`;
  return [
    percent(mean(pairs.map(({ mine }) => mine))),
    `${signed(gain?.mean)} [${signed(gain?.low)}, ${signed(gain?.high)}]`,
  ];
};
const table = [plain.name, ...variants.map(({ name }) => name)].map((name) => [
  name,
  ...figures(rowsOf(name), (row) => row?.score.recall),
  ...figures(rowsOf(name), (row) => row?.score.similarity),
]);
console.log(textTable([`${maxTokens} tokens`, "recall", "gain [95 %]", "ES best", "gain [95 %]"], table));

async function readCases(): Promise<readonly ReplayCase[]> {
  if (values.data !== undefined) return loadCases(values.data);
  if (values.repo === undefined) throw new Error("--data DIR or --repo PATH is missing");
  const limit = Number(values.cases);
  const history = {
    name: resolve(values.repo),
    limit,
    languageIdOf: (path: string) => languages.ofPath(path),
    onProgress: () => undefined,
  };
  await using git = gitIn(values.repo);
  return await casesFromHistory(git, history, never);
}

/** Returns the hunks of a case with a known "before", most recent file first. */
function recentHunks(replayCase: ReplayCase): readonly Hunk[] {
  return replayCase.recent.flatMap((file) => {
    for (const text of textsOf.get(`${replayCase.repo}\0${file.path}`) ?? []) {
      const hunks = text === file.text ? undefined : hunksBetween(text.split("\n"), file);
      if (hunks) return hunks;
    }
    return [];
  });
}

/** Returns the earlier lines of the edited ranges as hunks, or undefined if anything else differs. */
function hunksBetween(before: readonly string[], file: ReplayFile): readonly Hunk[] | undefined {
  const after = file.text.split("\n");
  const edited = [...file.edited].sort((a, b) => a.startLine - b.startLine);
  if (edited.length === 0) return undefined;
  const hunks: Hunk[] = [];
  let [read, from] = [0, 0];
  for (const [at, { startLine, endLine }] of [
    ...edited,
    { startLine: after.length, endLine: after.length },
  ].entries()) {
    const kept = after.slice(from, startLine);
    const isLast = at === edited.length;
    const found = at === 0 ? 0 : placeOf(kept, before, isLast ? before.length - kept.length : read, isLast);
    if (found < read || kept.some((line, offset) => before[found + offset] !== line)) return undefined;
    const last = edited[at - 1];
    if (last) {
      hunks.push({
        path: file.path,
        before: before.slice(read, found),
        after: after.slice(last.startLine, last.endLine),
      });
    }
    [read, from] = [found + kept.length, endLine];
  }
  return hunks;
}

function placeOf(kept: readonly string[], text: readonly string[], from: number, exact: boolean): number {
  for (let at = from; at <= from + (exact ? 0 : longestRemoval); at++) {
    if (kept.every((line, offset) => text[at + offset] === line)) return at;
  }
  return -1;
}

function diffOf({ before, after }: Hunk): string {
  const was = before.length === 0 ? [] : ["was:", ...before.slice(0, longestSide)];
  return [...was, "now:", ...after.slice(0, longestSide)].join("\n");
}

/** Creates a retriever whose budget is reduced by the last hunks. */
function withHunks({ name, tokens, text }: (typeof variants)[number]): Contender {
  const inner = retrieverContender(name, createRetriever());
  return {
    ...inner,
    retrieve: (replayCase, budget) => {
      const shown: ScoredSnippet[] = [];
      let spent = 0;
      for (const hunk of hunksOf.get(replayCase.id) ?? []) {
        const snippet = { path: hunk.path, text: text(hunk) };
        const cost = chargedTokens(snippet);
        if (snippet.text.trim() === "" || spent + cost > tokens) continue;
        shown.push(snippet);
        spent += cost;
      }
      return [...shown, ...inner.retrieve(replayCase, budget - spent)];
    },
  };
}
