/** The probabilities that a forest gives the rows of a sample whose repository it was not fitted on. */
export interface Judged {
  /** Index of the sample. */
  readonly group: number;
  /** Probability of each of its rows. */
  readonly probabilities: readonly number[];
}
