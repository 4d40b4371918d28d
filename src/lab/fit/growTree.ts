import type { Bins } from "./binColumns.ts";

export interface TreeOptions {
  readonly leaves: number;
  /** Minimum sum of curvatures on either side of a split, roughly its number of uncertain rows. */
  readonly minCurvature: number;
  readonly ridge: number;
}

/** A split sends rows with bin ≤ `bin` to `low` and others to `high`. A leaf has a value. */
export type TreeNode =
  | { readonly kind: "leaf"; readonly value: number }
  | {
      readonly kind: "split";
      readonly feature: number;
      readonly bin: number;
      readonly low: TreeNode;
      readonly high: TreeNode;
    };

/** First and second derivative of the loss with respect to each row's score. */
export interface Slopes {
  readonly gradients: Float32Array;
  readonly curvatures: Float32Array;
}

/** Sums by feature and bin, alternating gradient and curvature. */
type Histogram = Float64Array;

interface OpenLeaf {
  readonly rows: Int32Array;
  readonly histogram: Histogram;
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

/** Bins per feature in a histogram. */
const stride = 128;

/** Grows one tree best-first: the leaf whose split gains most is split next. */
export function growTree(
  bins: Bins,
  rows: Int32Array,
  features: readonly number[],
  slopes: Slopes,
  options: TreeOptions,
): TreeNode {
  const open = (members: Int32Array, histogram: Histogram): OpenLeaf => {
    let gradient = 0;
    let curvature = 0;
    for (let at = 0; at < members.length; at++) {
      gradient += slopes.gradients[members[at] ?? 0] ?? 0;
      curvature += slopes.curvatures[members[at] ?? 0] ?? 0;
    }
    const split = bestSplit(bins, features, histogram, { gradient, curvature, ...options });
    return { rows: members, histogram, gradient, curvature, split };
  };
  const root = open(rows, countBins(bins, rows, features, slopes));
  const leaves = [root];
  while (leaves.length < options.leaves) {
    const best = leaves.reduce((a, b) => ((b.split?.gain ?? 0) > (a.split?.gain ?? 0) ? b : a));
    if (best.split === undefined) break;
    const [low, high] = partition(best.rows, bins.columns[best.split.feature] ?? new Uint8Array(), best.split.bin);
    // The sums of the larger side are the difference, which halves the work.
    const smaller = countBins(bins, low.length < high.length ? low : high, features, slopes);
    const larger = subtract(best.histogram, smaller);
    best.children =
      low.length < high.length ? [open(low, smaller), open(high, larger)] : [open(low, larger), open(high, smaller)];
    leaves.splice(leaves.indexOf(best), 1, ...best.children);
  }
  return close(root, options.ridge);
}

/** Returns the value of a row's leaf. */
export function leafValue(root: TreeNode, bins: Bins, row: number): number {
  let at = root;
  while (at.kind === "split") at = (bins.columns[at.feature]?.[row] ?? 0) <= at.bin ? at.low : at.high;
  return at.value;
}

function partition(rows: Int32Array, column: Uint8Array, bin: number): readonly [low: Int32Array, high: Int32Array] {
  const low = new Int32Array(rows.length);
  const high = new Int32Array(rows.length);
  let lows = 0;
  let highs = 0;
  for (let at = 0; at < rows.length; at++) {
    const row = rows[at] ?? 0;
    if ((column[row] ?? 0) <= bin) low[lows++] = row;
    else high[highs++] = row;
  }
  return [low.slice(0, lows), high.slice(0, highs)];
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

function countBins(bins: Bins, rows: Int32Array, features: readonly number[], slopes: Slopes): Histogram {
  const sums = new Float64Array(features.length * stride);
  // Collected once, so that every feature reads them in order.
  const gradients = new Float32Array(rows.length);
  const curvatures = new Float32Array(rows.length);
  for (let at = 0; at < rows.length; at++) {
    gradients[at] = slopes.gradients[rows[at] ?? 0] ?? 0;
    curvatures[at] = slopes.curvatures[rows[at] ?? 0] ?? 0;
  }
  for (let place = 0; place < features.length; place++) {
    const column = bins.columns[features[place] ?? 0] ?? new Uint8Array();
    const base = place * stride;
    for (let at = 0; at < rows.length; at++) {
      const slot = base + 2 * (column[rows[at] ?? 0] ?? 0);
      sums[slot] = (sums[slot] ?? 0) + (gradients[at] ?? 0);
      sums[slot + 1] = (sums[slot + 1] ?? 0) + (curvatures[at] ?? 0);
    }
  }
  return sums;
}

function subtract(whole: Histogram, part: Histogram): Histogram {
  const rest = new Float64Array(whole.length);
  for (let at = 0; at < whole.length; at++) rest[at] = (whole[at] ?? 0) - (part[at] ?? 0);
  return rest;
}

interface Sums extends TreeOptions {
  readonly gradient: number;
  readonly curvature: number;
}

function bestSplit(
  bins: Bins,
  features: readonly number[],
  histogram: Histogram,
  { gradient, curvature, minCurvature, ridge }: Sums,
): Split | undefined {
  if (curvature < 2 * minCurvature) return undefined;
  const whole = gradient ** 2 / (curvature + ridge);
  let best: Split | undefined;
  for (const [place, feature] of features.entries()) {
    const count = bins.edges[feature]?.length ?? 0;
    let slope = 0;
    let bend = 0;
    for (let bin = 0; bin < count; bin++) {
      slope += histogram[place * stride + 2 * bin] ?? 0;
      bend += histogram[place * stride + 2 * bin + 1] ?? 0;
      if (bend < minCurvature || curvature - bend < minCurvature) continue;
      const gain = slope ** 2 / (bend + ridge) + (gradient - slope) ** 2 / (curvature - bend + ridge) - whole;
      if (gain > (best?.gain ?? 1e-6)) best = { feature, bin, gain };
    }
  }
  return best;
}
