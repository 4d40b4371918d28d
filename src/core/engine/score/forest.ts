/** Trees as they are shipped: written by `npm run fit:engine`, each number rounded to what the fit can distinguish. */
export interface ForestTable {
  /** Names of the features that nodes number. */
  readonly features: readonly string[];
  /** Score before any tree. */
  readonly bias: number;
  /**
   * All trees, one after another, each in preorder, three numbers per node: feature, limit and place of the other branch
   * (counted in nodes from this one) — the next node is for values up to the limit — or -1, value and 0 for a leaf.
   */
  readonly nodes: readonly number[];
}

/** Adds up regression trees. */
export class Forest {
  readonly #features: readonly string[];
  readonly #bias: number;
  readonly #feature: Int16Array;
  readonly #limit: Float32Array;
  readonly #other: Int32Array;
  readonly #roots: readonly number[];
  readonly #row: Float32Array;

  constructor({ features, bias, nodes }: ForestTable) {
    const count = nodes.length / 3;
    this.#features = features;
    this.#bias = bias;
    this.#row = new Float32Array(features.length);
    this.#feature = Int16Array.from({ length: count }, (_, at) => nodes[at * 3] ?? -1);
    this.#limit = Float32Array.from({ length: count }, (_, at) => nodes[at * 3 + 1] ?? 0);
    this.#other = Int32Array.from({ length: count }, (_, at) => at + (nodes[at * 3 + 2] ?? 0));
    this.#roots = rootsOf(this.#feature, this.#other);
  }

  /** The score of something described by its features; what is not named counts as 0. */
  score(description: Readonly<Record<string, number>>): number {
    const row = this.#row;
    for (let at = 0; at < this.#features.length; at++) row[at] = description[this.#features[at] ?? ""] ?? 0;
    return this.scoreRow(row);
  }

  /** The score of something whose features stand in the order of the table. Others may follow them. */
  scoreRow(row: Float32Array): number {
    let sum = this.#bias;
    for (const root of this.#roots) sum += this.#leaf(root, row);
    return sum;
  }

  #leaf(root: number, row: Float32Array): number {
    let at = root;
    for (;;) {
      const feature = this.#feature[at] ?? -1;
      const limit = this.#limit[at] ?? 0;
      if (feature < 0) return limit;
      at = (row[feature] ?? 0) <= limit ? at + 1 : (this.#other[at] ?? at + 1);
    }
  }
}

function rootsOf(feature: Int16Array, other: Int32Array): readonly number[] {
  const roots: number[] = [];
  const endOf = (at: number): number => ((feature[at] ?? -1) < 0 ? at + 1 : endOf(other[at] ?? at + 1));
  for (let at = 0; at < feature.length; at = endOf(at)) roots.push(at);
  return roots;
}
