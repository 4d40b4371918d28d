import { type Bins, binColumns } from "./binColumns.ts";
import { growTree, leafValue, type Slopes, type TreeNode, type TreeOptions } from "./growTree.ts";
import type { Random } from "./random.ts";

/** Candidates of several cursors. Cursor `g` has the rows `[starts[g], starts[g + 1])`. */
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
  /** Share of the cursors and of the features that each tree uses. */
  readonly rowShare: number;
  readonly featureShare: number;
}

/**
 * The sum of the trees is a row's score. A cursor's probabilities are the softmax of its rows' scores and 0 for "none".
 */
export interface Forest {
  readonly bias: number;
  readonly trees: readonly TreeNode[];
  readonly bins: Bins;
}

/** Initial score of every row: most candidates are wrong. */
const bias = -3;

/**
 * Gradient boosting of regression trees on the log loss of "which row of this cursor is right, if any"
 * (Friedman 2001; second-order leaf values as in XGBoost).
 */
export function growTrees(table: Table, rows: readonly number[], options: GrowOptions, random: Random): Forest {
  return growBinned({ ...table, bins: binColumns(table.columns) }, rows, options, random);
}

/** What trees are grown from. */
export interface BinnedTable extends Omit<Table, "features" | "columns"> {
  readonly bins: Bins;
}

/** As {@link growTrees}, from columns that are divided into bins already. */
export function growBinned(table: BinnedTable, rows: readonly number[], options: GrowOptions, random: Random): Forest {
  const { bins } = table;
  const scores = new Float64Array(table.right.length).fill(bias);
  const slopes = { gradients: new Float32Array(scores.length), curvatures: new Float32Array(scores.length) };
  const trees: TreeNode[] = [];
  for (let count = 0; count < options.trees; count++) {
    const groups = rows.filter(() => random() < options.rowShare);
    for (const group of groups) slope(table, group, scores, slopes);
    const features = bins.columns.map((_, at) => at).filter(() => random() < options.featureShare);
    const tree = growTree(bins, thinOut(rowsOf(table, groups), slopes, random), features, slopes, options);
    trees.push(tree);
    for (const group of rows) {
      const to = table.starts[group + 1] ?? 0;
      for (let row = table.starts[group] ?? to; row < to; row++)
        scores[row] = (scores[row] ?? 0) + options.rate * leafValue(tree, bins, row);
    }
  }
  return { bias, trees, bins };
}

function rowsOf({ starts }: BinnedTable, groups: readonly number[]): Int32Array {
  const lengthOf = (group: number) => (starts[group + 1] ?? 0) - (starts[group] ?? 0);
  const all = new Int32Array(groups.reduce((sum, group) => sum + lengthOf(group), 0));
  let next = 0;
  for (const group of groups) {
    const from = starts[group] ?? 0;
    for (let at = 0; at < lengthOf(group); at++) all[next++] = from + at;
  }
  return all;
}

/** Gradient below which a row counts as settled. Only a sample of settled rows is used. */
const settled = 0.02;
const settledShare = 0.2;

/** Drops most of the settled rows: gradient-based one-side sampling as in LightGBM (Ke et al. 2017). */
function thinOut(rows: Int32Array, { gradients, curvatures }: Slopes, random: Random): Int32Array {
  const kept = new Int32Array(rows.length);
  let count = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    if (Math.abs(gradients[row] ?? 0) < settled) {
      if (random() >= settledShare) continue;
      gradients[row] = (gradients[row] ?? 0) / settledShare;
      curvatures[row] = (curvatures[row] ?? 0) / settledShare;
    }
    kept[count++] = row;
  }
  return kept.slice(0, count);
}

function slope(table: BinnedTable, group: number, scores: Float64Array, { gradients, curvatures }: Slopes): void {
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
