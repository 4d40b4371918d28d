import { type Bins, binColumns } from "./binColumns.ts";
import { type GrownTree, growTree, type TreeOptions } from "./growTree.ts";
import type { Random } from "./random.ts";

/** Candidates of some cursors, all in one table: cursor `g` has the rows `[starts[g], starts[g + 1])`. */
export interface Table {
  readonly features: readonly string[];
  /** One column per feature, one entry per row. */
  readonly columns: readonly Float32Array[];
  readonly starts: Int32Array;
  /** 1 for a right row. */
  readonly right: Uint8Array;
  /** Weight of each cursor. */
  readonly weights: Float32Array;
}

export interface GrowOptions extends TreeOptions {
  readonly trees: number;
  readonly rate: number;
  /** Share of the cursors and of the features that each tree sees. */
  readonly rowShare: number;
  readonly featureShare: number;
}

/** Trees whose sum scores a row; a cursor's probabilities are the softmax of its rows' sums and of `none`, which is 0. */
export interface Forest {
  readonly bias: number;
  readonly trees: readonly GrownTree[];
  readonly bins: Bins;
}

/** Score every row starts with: most candidates are wrong. */
const bias = -3;

/**
 * Gradient boosting of regression trees on the log loss of "which row of this cursor is right, if any"
 * (Friedman 2001; second-order leaf values as in XGBoost).
 */
export function growTrees(table: Table, rows: readonly number[], options: GrowOptions, random: Random): Forest {
  const bins = binColumns(table.columns);
  const scores = new Float64Array(table.right.length).fill(bias);
  const gradients = new Float64Array(scores.length);
  const curvatures = new Float64Array(scores.length);
  const trees: GrownTree[] = [];
  for (let count = 0; count < options.trees; count++) {
    const groups = rows.filter(() => random() < options.rowShare);
    for (const group of groups) slope(table, group, scores, gradients, curvatures);
    const features = table.features.map((_, at) => at).filter(() => random() < options.featureShare);
    const members = Int32Array.from(groups.flatMap((group) => rowsOf(table, group)));
    const tree = growTree(bins, members, features, gradients, curvatures, options);
    trees.push(tree);
    for (const group of rows) {
      for (const row of rowsOf(table, group)) scores[row] = (scores[row] ?? 0) + options.rate * tree.valueOf(bins, row);
    }
  }
  return { bias, trees, bins };
}

function rowsOf({ starts }: Table, group: number): number[] {
  const from = starts[group] ?? 0;
  return Array.from({ length: (starts[group + 1] ?? from) - from }, (_, at) => from + at);
}

function slope(
  table: Table,
  group: number,
  scores: Float64Array,
  gradients: Float64Array,
  curvatures: Float64Array,
): void {
  const from = table.starts[group] ?? 0;
  const to = table.starts[group + 1] ?? from;
  const weight = table.weights[group] ?? 1;
  let total = 1;
  for (let row = from; row < to; row++) total += Math.exp(scores[row] ?? 0);
  for (let row = from; row < to; row++) {
    const probability = Math.exp(scores[row] ?? 0) / total;
    gradients[row] = weight * (probability - (table.right[row] ?? 0));
    curvatures[row] = weight * Math.max(probability * (1 - probability), 1e-6);
  }
}
