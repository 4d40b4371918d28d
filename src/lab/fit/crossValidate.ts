import { Forest, type ForestTable } from "../../core/engine/score/forest.ts";
import type { StopTable } from "./buildStopTable.ts";
import type { SampledTable } from "./buildTable.ts";
import { fitForests } from "./fitForests.ts";
import type { GrowOptions, Table } from "./growTrees.ts";
import type { Judged } from "./judged.ts";

/** Forests by the repository that their fit left out. */
export type Folds = ReadonlyMap<string, ForestTable>;

/** Fits a forest on each repository's others. @param repoOf the repository of each group of the table */
async function fitFolds(
  table: Table,
  repoOf: readonly string[],
  options: GrowOptions,
  seed: number,
  onFold: (repo: string) => void,
): Promise<Folds> {
  const orders = [...new Set(repoOf)].map((name) => {
    const groups = repoOf.flatMap((repo, group) => (repo === name ? [] : [group]));
    return { name, groups, options, seed };
  });
  const fitted = await fitForests(table, orders, onFold);
  return new Map(orders.flatMap(({ name }, at) => (fitted[at] ? [[name, fitted[at]]] : [])));
}

/** Fits a forest of stops for each repository, without that repository. */
export function fitStopFolds(
  stops: StopTable,
  table: SampledTable,
  options: GrowOptions,
  seed: number,
  onFold: (repo: string) => void,
): Promise<Folds> {
  const repoOf = Array.from(stops.sampleOf, (sample) => table.samples[sample]?.run.replayCase.repo ?? "");
  return fitFolds(stops, repoOf, options, seed, onFold);
}

/** Scores every sample with a forest that was fitted without its repository. */
export async function crossValidate(
  table: SampledTable,
  options: GrowOptions,
  seed: number,
  onFold: (repo: string) => void,
): Promise<{ readonly judged: readonly Judged[]; readonly folds: Folds }> {
  const repoOf = table.samples.map(({ run }) => run.replayCase.repo);
  const folds = await fitFolds(table, repoOf, options, seed, onFold);
  const judged = [...folds].flatMap(([repo, fitted]) => {
    const forest = new Forest(fitted);
    return repoOf.flatMap((each, group) => (each === repo ? [judge(table, group, forest)] : []));
  });
  return { judged, folds };
}

/** Returns the probabilities of a sample's rows: a softmax over them and "none of these", whose score is 0. */
function judge({ columns, starts }: SampledTable, group: number, forest: Forest): Judged {
  const from = starts[group] ?? 0;
  const to = starts[group + 1] ?? from;
  const odds: number[] = [];
  const values = new Float32Array(columns.length);
  for (let row = from; row < to; row++) {
    for (const [at, column] of columns.entries()) values[at] = column[row] ?? 0;
    odds.push(Math.exp(forest.scoreRow(values)));
  }
  const total = odds.reduce((sum, each) => sum + each, 1);
  return { group, probabilities: odds.map((each) => each / total) };
}
