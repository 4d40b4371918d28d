/** Trees as they are shipped: written by `npm run fit:engine`, each number rounded to what the fit can distinguish. */
export interface ForestTable {
  /** Names of the features that nodes number. */
  readonly features: readonly string[];
  /** Score before any tree. */
  readonly bias: number;
  /**
   * All trees, one after another, each in preorder, two numbers per node: its feature and limit, followed by the branch for
   * values up to the limit and the one for higher values; or -1 and a leaf's value. A tree has 32 leaves at most.
   */
  readonly nodes: readonly number[];
}

/** Most leaves of a tree: a bit each. */
const mostLeaves = 32;

/**
 * Adds up regression trees without walking them: the limits of a feature are visited in ascending order while its value
 * exceeds them, and each strikes out the leaves below it that can no longer be reached; the first leaf left is the tree's
 * (QuickScorer, Lucchese et al. 2015). In walking, each step would wait for the one before.
 */
export class Forest {
  readonly #table: ForestTable;
  readonly #row: Float32Array;

  /** Costs nothing: the limits of a table are sorted when its first score is asked for, once for all forests. */
  constructor(table: ForestTable) {
    this.#table = table;
    this.#row = new Float32Array(table.features.length);
  }

  /** The score of something described by its features; what is not named counts as 0. */
  score(description: Readonly<Record<string, number>>): number {
    const row = this.#row;
    const { features } = this.#table;
    for (let at = 0; at < features.length; at++) row[at] = description[features[at] ?? ""] ?? 0;
    return this.scoreRow(row);
  }

  /** The score of something whose features stand in the order of the table. Others may follow them. */
  scoreRow(row: Float32Array): number {
    const { starts, limits, trees, masks, reachable, leafStarts, leaves } = limitsOf(this.#table);
    reachable.fill(-1);
    for (let feature = 0; feature + 1 < starts.length; feature++) {
      const value = row[feature] ?? 0;
      const end = starts[feature + 1] ?? 0;
      for (let at = starts[feature] ?? end; at < end && !(value <= (limits[at] ?? 0)); at++) {
        const tree = trees[at] ?? 0;
        reachable[tree] = (reachable[tree] ?? 0) & (masks[at] ?? 0);
      }
    }
    let sum = this.#table.bias;
    for (let tree = 0; tree < reachable.length; tree++) {
      const left = reachable[tree] ?? 0;
      const first = 31 - Math.clz32(left & -left);
      sum += leaves[(leafStarts[tree] ?? 0) + first] ?? 0;
    }
    return sum;
  }
}

interface SortedLimits {
  /** Where the limits of each feature start, and where the last ones end. */
  readonly starts: Int32Array;
  /** Of each limit: its value, its tree, and the leaves that a higher value leaves over. */
  readonly limits: Float32Array;
  readonly trees: Int32Array;
  readonly masks: Int32Array;
  /** The leaves of each tree that can be reached, bit by bit; overwritten at each score. */
  readonly reachable: Int32Array;
  /** Where the leaves of each tree start, from its lowest values to its highest. */
  readonly leafStarts: Int32Array;
  readonly leaves: Float32Array;
}

const sortedLimits = new WeakMap<ForestTable, SortedLimits>();

function limitsOf(table: ForestTable): SortedLimits {
  const known = sortedLimits.get(table);
  if (known !== undefined) return known;
  const sorted = sortLimits(table);
  sortedLimits.set(table, sorted);
  return sorted;
}

/** @throws {Error} if a tree has more leaves than there are bits */
function sortLimits({ features, nodes }: ForestTable): SortedLimits {
  const byFeature: { readonly limit: number; readonly tree: number; readonly mask: number }[][] = features.map(
    () => [],
  );
  const leaves: number[] = [];
  const leafStarts: number[] = [];
  let next = 0;
  const visit = (tree: number, first: number): void => {
    const node = next++ * 2;
    const feature = nodes[node] ?? -1;
    const value = nodes[node + 1] ?? 0;
    if (feature < 0) {
      leaves.push(value);
      return;
    }
    const from = leaves.length - first;
    visit(tree, first);
    const to = leaves.length - first;
    visit(tree, first);
    byFeature[feature]?.push({ limit: Math.fround(value), tree, mask: ~bits(from, to) });
  };
  while (next * 2 < nodes.length) {
    const first = leaves.length;
    visit(leafStarts.push(first) - 1, first);
    if (leaves.length - first > mostLeaves) throw new Error(`A tree has more than ${mostLeaves} leaves.`);
  }
  const sorted = byFeature.flatMap((limits) => limits.sort((a, b) => a.limit - b.limit));
  const ends = byFeature.map((limits) => limits.length);
  for (let at = 1; at < ends.length; at++) ends[at] = (ends[at] ?? 0) + (ends[at - 1] ?? 0);
  return {
    starts: Int32Array.from([0, ...ends]),
    limits: Float32Array.from(sorted, ({ limit }) => limit),
    trees: Int32Array.from(sorted, ({ tree }) => tree),
    masks: Int32Array.from(sorted, ({ mask }) => mask),
    reachable: new Int32Array(leafStarts.length),
    leafStarts: Int32Array.from(leafStarts),
    leaves: Float32Array.from(leaves),
  };
}

/** The bits `[from, to)`. */
function bits(from: number, to: number): number {
  let set = 0;
  for (let bit = from; bit < to; bit++) set |= 1 << bit;
  return set;
}
