const unitsPerOne = 1e10;

/**
 * Adds two numbers of at most ten decimals, without a rounding error while the sum is below 200,000. So the order in which
 * numbers are added makes no difference, as it does for the sum of two floats.
 */
export function addDecimal(a: number, b: number): number {
  return (Math.round(a * unitsPerOne) + Math.round(b * unitsPerOne)) / unitsPerOne;
}
