/** Two-sided 4 %, see compareRatios, and a power of 80 %, as quantiles of the normal distribution. */
const [alphaQuantile, powerQuantile] = [2.0537489106318225, 0.8416212335729143];

/**
 * Offers of one file and hour resemble each other, so more are needed than if they were independent: 1 + (n - 1) ρ times
 * as many (Kish, "Survey Sampling", 1965). Assumed are a correlation of 0.1 and that the average offer is in a place of
 * 11. A wrong assumption changes how likely a true difference is found, not the rate of false alarms.
 */
const designEffect = 1 + (11 - 1) * 0.1;

/** Places that each variant needs at least, so that the interval of their differences holds. */
export const leastPlaces = 20;

/**
 * Offers that each of two variants needs, so that a difference of their accept rates of `effect` is found in four of
 * five experiments (Fleiss, Levin and Paik, "Statistical Methods for Rates and Proportions", 3rd edition, 4.14).
 * @param rate accept rate so far, in [0, 1]
 * @param effect smallest difference to find, in (0, 1)
 */
export function offersNeeded(rate: number, effect: number): number {
  // The direction that varies more: towards one half.
  const first = Math.min(0.99, Math.max(0.01, rate));
  const second = first <= 0.5 ? Math.min(0.99, first + effect) : Math.max(0.01, first - effect);
  const mean = (first + second) / 2;
  const spread = Math.sqrt(2 * mean * (1 - mean));
  const apart = Math.sqrt(first * (1 - first) + second * (1 - second));
  return Math.ceil((designEffect * (alphaQuantile * spread + powerQuantile * apart) ** 2) / effect ** 2);
}
