/** A text as the numbers of its terms and their weights; unit length. */
export interface SparseText {
  readonly numbers: readonly number[];
  readonly weights: readonly number[];
}

const rounds = 2;
/** Texts between two pauses. */
const slice = 500;

/**
 * Returns an orthonormal basis of the main directions of a term-by-text matrix, by subspace iteration from a fixed start
 * (Halko, Martinsson & Tropp 2011): row `term` holds the vector of that term, `dimensions` numbers long.
 */
export async function principalTerms(
  texts: readonly SparseText[],
  termCount: number,
  dimensions: number,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  let basis: Float32Array = pseudoRandom(termCount * dimensions);
  for (let round = 0; round < rounds; round++) {
    basis = await multiplied(texts, basis, dimensions, pause);
    await orthonormalise(basis, termCount, dimensions, pause);
  }
  return basis;
}

/** Multiplies by the matrix and its transpose: each text adds its projection to the rows of its terms. */
async function multiplied(
  texts: readonly SparseText[],
  basis: Float32Array,
  dimensions: number,
  pause: () => Promise<void>,
): Promise<Float32Array> {
  const result = new Float32Array(basis.length);
  const projection = new Float32Array(dimensions);
  for (const [at, { numbers, weights }] of texts.entries()) {
    if (at % slice === slice - 1) await pause();
    projection.fill(0);
    for (let i = 0; i < numbers.length; i++)
      addScaled(projection, 0, basis, (numbers[i] ?? 0) * dimensions, weights[i] ?? 0, dimensions);
    for (let i = 0; i < numbers.length; i++)
      addScaled(result, (numbers[i] ?? 0) * dimensions, projection, 0, weights[i] ?? 0, dimensions);
  }
  return result;
}

function addScaled(
  to: Float32Array,
  toStart: number,
  from: Float32Array,
  fromStart: number,
  scale: number,
  count: number,
): void {
  for (let i = 0; i < count; i++) to[toStart + i] = (to[toStart + i] ?? 0) + scale * (from[fromStart + i] ?? 0);
}

/** Modified Gram-Schmidt on the columns, in a transposed copy so that a column lies in one piece. */
async function orthonormalise(
  basis: Float32Array,
  rows: number,
  columns: number,
  pause: () => Promise<void>,
): Promise<void> {
  const all = Array.from({ length: columns }, (_, column) =>
    Float32Array.from({ length: rows }, (_, row) => basis[row * columns + column] ?? 0),
  );
  for (const [at, column] of all.entries()) {
    for (const earlier of all.slice(0, at)) {
      let product = 0;
      for (let i = 0; i < rows; i++) product += (column[i] ?? 0) * (earlier[i] ?? 0);
      for (let i = 0; i < rows; i++) column[i] = (column[i] ?? 0) - product * (earlier[i] ?? 0);
    }
    let square = 0;
    for (let i = 0; i < rows; i++) square += (column[i] ?? 0) ** 2;
    const scale = square > 0 ? 1 / Math.sqrt(square) : 0;
    for (let i = 0; i < rows; i++) {
      column[i] = (column[i] ?? 0) * scale;
      basis[i * columns + at] = column[i] ?? 0;
    }
    if (at % 8 === 7) await pause();
  }
}

/** A linear congruential generator (Numerical Recipes): the same workspace always gets the same vectors. */
function pseudoRandom(length: number): Float32Array {
  let seed = 1;
  return Float32Array.from({ length }, () => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return seed / 2 ** 32 - 0.5;
  });
}
