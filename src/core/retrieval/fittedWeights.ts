/** Weights of two logistic models, by feature. Made by `npm run fit:retrieval`; do not edit by hand. */
export interface RetrievalWeights {
  /** Chance of a block to hold a line much like the wanted one, by `blockFeatures`, with the bias last. */
  readonly block: readonly number[];
  /** Chance of a name to be wanted, by `nameFeatures`, with the bias last. */
  readonly name: readonly number[];
}

export const fittedWeights: RetrievalWeights = {
  block: [2.119, 1.004, 0.4257, 2.561, 0.5359, 1.294, 0.4458, 1.992, 1.308, 2.517, 1.899, 1.704, 0.4271, 0.8972, -0.3914, -10.02],
  name: [-2.93, 5.719, 2.148, -1.494, 2.403, 1.025, 0.6878, 1.668, 2.116, 5.083, 1.384, 0.6553, 0.3514, 0.653, 0.5742, -13.37],
};
