import { Forest, type ForestTable } from "../../core/engine/score/forest.ts";
import type { StopTable } from "./buildStopTable.ts";
import type { SampledTable } from "./buildTable.ts";
import { forestTable } from "./forestTable.ts";
import { describeRow, type GrowOptions, growTrees, type Table } from "./growTrees.ts";
import type { Judged } from "./judged.ts";
import { createRandom } from "./random.ts";

/** Fits a forest on the given samples and returns it in the shipped form. */
export function fitForest(table: Table, groups: readonly number[], options: GrowOptions, seed: number): ForestTable {
  const usable = groups.filter((group) => (table.starts[group] ?? 0) < (table.starts[group + 1] ?? 0));
  return forestTable(growTrees(table, usable, options, createRandom(seed)), table.features, options.rate);
}

/** Forests by the repository that their fit left out. */
export type Folds = ReadonlyMap<string, ForestTable>;

/** Fits a forest of stops for each repository, without that repository. */
export function fitStopFolds(
  stops: StopTable,
  table: SampledTable,
  options: GrowOptions,
  seed: number,
  onFold: (repo: string) => void,
): Folds {
  const repoOf = (at: number) => table.samples[stops.sampleOf[at] ?? 0]?.run.replayCase.repo ?? "";
  const all = Array.from(stops.sampleOf, (_, at) => ({ at, repo: repoOf(at) }));
  return new Map(
    [...new Set(all.map(({ repo }) => repo))].map((repo) => {
      onFold(repo);
      const others = all.filter((each) => each.repo !== repo).map(({ at }) => at);
      return [repo, fitForest(stops, others, options, seed)];
    }),
  );
}

/** Scores every sample with a forest that was fitted without its repository. */
export function crossValidate(
  table: SampledTable,
  options: GrowOptions,
  seed: number,
  onFold: (repo: string) => void,
): { readonly judged: readonly Judged[]; readonly folds: Folds } {
  const folds = new Map<string, ForestTable>();
  const repos = [...new Set(table.samples.map(({ run }) => run.replayCase.repo))];
  const all = table.samples.map((sample, group) => ({ group, repo: sample.run.replayCase.repo }));
  const judged = repos.flatMap((repo) => {
    onFold(repo);
    const others = all.filter((each) => each.repo !== repo).map(({ group }) => group);
    const fitted = fitForest(table, others, options, seed);
    folds.set(repo, fitted);
    const forest = new Forest(fitted);
    return all.filter((each) => each.repo === repo).map(({ group }) => judge(table, group, forest));
  });
  return { judged, folds };
}

/** Returns the probabilities of a sample's rows: a softmax over them and "none of these", whose score is 0. */
function judge(table: SampledTable, group: number, forest: Forest): Judged {
  const from = table.starts[group] ?? 0;
  const to = table.starts[group + 1] ?? from;
  const odds: number[] = [];
  for (let row = from; row < to; row++) odds.push(Math.exp(forest.score(describeRow(table, row))));
  const total = odds.reduce((sum, each) => sum + each, 1);
  return { group, probabilities: odds.map((each) => each / total) };
}
