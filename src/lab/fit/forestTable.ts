import type { ForestTable } from "../../core/engine/score/forest.ts";
import type { Bins } from "./binColumns.ts";
import type { TreeNode } from "./growTree.ts";
import type { Forest } from "./growTrees.ts";

/** Converts a grown forest to the shipped form, with the learning rate multiplied into its leaves. */
export function forestTable(forest: Forest, features: readonly string[], rate: number): ForestTable {
  const nodes = forest.trees.flatMap((root) => flatten(root, forest.bins, rate));
  return { features, bias: forest.bias, nodes };
}

function flatten(node: TreeNode, bins: Bins, rate: number): number[] {
  if (node.kind === "leaf") return [-1, Number((node.value * rate).toFixed(4))];
  const limit = bins.edges[node.feature]?.[node.bin] ?? 0;
  return [node.feature, shortest(limit), ...flatten(node.low, bins, rate), ...flatten(node.high, bins, rate)];
}

/** Returns the shortest decimal of the same single-precision number. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

/** Returns a forest whose scores are higher by `shift`. */
export function shiftForest(forest: ForestTable, shift: number): ForestTable {
  return { ...forest, bias: Number((forest.bias + shift).toFixed(4)) };
}
