/** The probabilities of a sample's rows, from a forest that was fitted without its repository. */
export interface Judged {
  /** Index of the sample. */
  readonly group: number;
  /** Probability of each of its rows. */
  readonly probabilities: readonly number[];
}
