/** Weights of two logistic models, by feature. Made by `npm run fit:retrieval`; do not edit by hand. */
export interface RetrievalWeights {
  /** Chance of a block to hold a line much like the wanted one, by `blockFeatures`, with the bias last. */
  readonly block: readonly number[];
  /** Chance of a name to be wanted, by `nameFeatures`, with the bias last. */
  readonly name: readonly number[];
}

export const fittedWeights: RetrievalWeights = {
  block: [3.979, 0.7729, 0.2626, 2.503, 0.3112, 1.67, 1.604, 2.818, 1.865, 1.641, 0.6954, 0.6801, -0.2706, -10.12],
  name: [-2.848, 5.756, 2.159, 3.789, 4.848, 2.474, 0.485, 0.2945, 0.463, 0.5966, -11.96],
};
