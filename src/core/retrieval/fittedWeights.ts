/** Weights of two logistic models, by feature. Made by `npm run fit:retrieval`; do not edit by hand. */
export interface RetrievalWeights {
  /** Chance of a block to hold a line much like the wanted one, by `blockFeatures`, with the bias last. */
  readonly block: readonly number[];
  /** Chance of a name to be wanted, by `nameFeatures`, with the bias last. */
  readonly name: readonly number[];
}

export const fittedWeights: RetrievalWeights = {
  block: [
    2.016, 0.9707, 0.4107, 2.657, 0.5023, 0.8577, 0.7467, 2.119, 1.622, 2.839, 1.868, 1.62, 0.5675, 0.6297, -0.4322,
    -10.25,
  ],
  name: [
    -2.814, 5.568, 2.061, -1.651, 3.234, 1.776, 0.4007, 1.951, 2.048, 4.611, 0.9589, 0.3943, 0.2497, 0.3736, 0.5618,
    -13.66,
  ],
};
