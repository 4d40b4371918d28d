import type { Bins } from "./binColumns.ts";

export interface TreeOptions {
  readonly leaves: number;
  /** Least curvature (about: rows in doubt) on either side of a split. */
  readonly minCurvature: number;
  readonly ridge: number;
}

/** A split sends rows with bin ≤ `bin` to `low`, others to `high`; a leaf holds a value. */
export type TreeNode =
  | { readonly kind: "leaf"; readonly value: number }
  | {
      readonly kind: "split";
      readonly feature: number;
      readonly bin: number;
      readonly low: TreeNode;
      readonly high: TreeNode;
    };

export interface GrownTree {
  readonly root: TreeNode;
  valueOf(bins: Bins, row: number): number;
}

interface OpenLeaf {
  readonly rows: Int32Array;
  readonly gradient: number;
  readonly curvature: number;
  readonly split: Split | undefined;
  children?: readonly [OpenLeaf, OpenLeaf];
}

interface Split {
  readonly feature: number;
  readonly bin: number;
  readonly gain: number;
}

/** Grows one tree best-first: the leaf whose split gains most is split next. */
export function growTree(
  bins: Bins,
  rows: Int32Array,
  features: readonly number[],
  gradients: Float64Array,
  curvatures: Float64Array,
  options: TreeOptions,
): GrownTree {
  const open = (members: Int32Array): OpenLeaf => {
    let gradient = 0;
    let curvature = 0;
    for (const row of members) {
      gradient += gradients[row] ?? 0;
      curvature += curvatures[row] ?? 0;
    }
    const split = bestSplit(bins, members, features, gradients, curvatures, { gradient, curvature, ...options });
    return { rows: members, gradient, curvature, split };
  };
  const root = open(rows);
  const leaves = [root];
  while (leaves.length < options.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (best.split === undefined) break;
    const { feature, bin } = best.split;
    const column = bins.columns[feature] ?? new Uint8Array();
    best.children = [
      open(best.rows.filter((row) => (column[row] ?? 0) <= bin)),
      open(best.rows.filter((row) => (column[row] ?? 0) > bin)),
    ];
    leaves.splice(leaves.indexOf(best), 1, ...best.children);
  }
  const node = close(root, options.ridge);
  return { root: node, valueOf: (table, row) => evaluate(node, table, row) };
}

function close(leaf: OpenLeaf, ridge: number): TreeNode {
  const { split, children } = leaf;
  if (split === undefined || children === undefined)
    return { kind: "leaf", value: -leaf.gradient / (leaf.curvature + ridge) };
  return {
    kind: "split",
    feature: split.feature,
    bin: split.bin,
    low: close(children[0], ridge),
    high: close(children[1], ridge),
  };
}

function evaluate(node: TreeNode, bins: Bins, row: number): number {
  let at = node;
  while (at.kind === "split") at = (bins.columns[at.feature]?.[row] ?? 0) <= at.bin ? at.low : at.high;
  return at.value;
}

interface Sums extends TreeOptions {
  readonly gradient: number;
  readonly curvature: number;
}

function bestSplit(
  bins: Bins,
  rows: Int32Array,
  features: readonly number[],
  gradients: Float64Array,
  curvatures: Float64Array,
  { gradient, curvature, minCurvature, ridge }: Sums,
): Split | undefined {
  if (curvature < 2 * minCurvature) return undefined;
  const whole = gradient ** 2 / (curvature + ridge);
  const slopes = new Float64Array(256);
  const bends = new Float64Array(256);
  let best: Split | undefined;
  for (const feature of features) {
    const column = bins.columns[feature] ?? new Uint8Array();
    const count = bins.edges[feature]?.length ?? 0;
    slopes.fill(0, 0, count + 1);
    bends.fill(0, 0, count + 1);
    for (let at = 0; at < rows.length; at++) {
      const row = rows[at] ?? 0;
      const bin = column[row] ?? 0;
      slopes[bin] = (slopes[bin] ?? 0) + (gradients[row] ?? 0);
      bends[bin] = (bends[bin] ?? 0) + (curvatures[row] ?? 0);
    }
    let slope = 0;
    let bend = 0;
    for (let bin = 0; bin < count; bin++) {
      slope += slopes[bin] ?? 0;
      bend += bends[bin] ?? 0;
      if (bend < minCurvature || curvature - bend < minCurvature) continue;
      const gain = slope ** 2 / (bend + ridge) + (gradient - slope) ** 2 / (curvature - bend + ridge) - whole;
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain };
    }
  }
  return best;
}
