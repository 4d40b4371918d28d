/** A table of bin numbers: a value is in bin b if it is ≤ `edges[b]` and greater than the edge before. */
export interface Bins {
  readonly columns: readonly Uint8Array[];
  readonly edges: readonly Float32Array[];
}

const maxBins = 48;

/** Divides each column into bins with about the same number of rows. */
export function binColumns(columns: readonly Float32Array[]): Bins {
  const edges = columns.map(edgesOf);
  return {
    edges,
    columns: columns.map((column, at) => {
      const own = edges[at] ?? new Float32Array();
      const bins = new Uint8Array(column.length);
      for (let row = 0; row < column.length; row++) bins[row] = binOf(own, column[row] ?? 0);
      return bins;
    }),
  };
}

function edgesOf(column: Float32Array): Float32Array {
  const sorted = Float32Array.from(column).sort();
  const edges: number[] = [];
  for (let bin = 1; bin < maxBins; bin++) {
    const edge = sorted[Math.floor((bin * sorted.length) / maxBins)] ?? 0;
    if (edge !== edges.at(-1) && edge < (sorted.at(-1) ?? 0)) edges.push(edge);
  }
  // Values above the last quantile get their own edges, because the few long matches are decisive.
  const above = sorted.subarray(sorted.findIndex((value) => value > (edges.at(-1) ?? Number.NEGATIVE_INFINITY)));
  for (const share of [0.25, 0.5, 0.75]) {
    const edge = above[Math.floor(share * above.length)] ?? 0;
    if (edge > (edges.at(-1) ?? Number.NEGATIVE_INFINITY) && edge < (sorted.at(-1) ?? 0)) edges.push(edge);
  }
  return Float32Array.from(edges);
}

function binOf(edges: Float32Array, value: number): number {
  let low = 0;
  let high = edges.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= (edges[middle] ?? 0)) high = middle;
    else low = middle + 1;
  }
  return low;
}
