import type { Pooling } from "./embeddingFamilies.ts";

/**
 * Makes one vector of length 1 from the vectors of a text's tokens.
 * @param tokens one vector after the other, each of `dimensions` numbers
 */
export function poolTokens(tokens: Float32Array, dimensions: number, pooling: Pooling): Float32Array {
  const count = tokens.length / dimensions;
  switch (pooling) {
    case "first":
      return unitOf(tokens.slice(0, dimensions));
    case "last":
      return unitOf(tokens.slice((count - 1) * dimensions));
    case "mean": {
      const sum = new Float32Array(dimensions);
      for (const [at, value] of tokens.entries()) sum[at % dimensions] = (sum[at % dimensions] ?? 0) + value;
      return unitOf(sum); // Dividing by the count would not change it.
    }
  }
}

/** Scales a vector to length 1; a vector of zeros stays. */
export function unitOf(vector: Float32Array): Float32Array {
  const length = Math.hypot(...vector);
  return length > 0 ? vector.map((value) => value / length) : vector;
}
