/** What is still there of accepted suggestions some time later. */
export interface RetentionSums {
  readonly measured: number;
  readonly stillInCode: number;
  readonly undone: number;
  readonly acceptedCharacters: number;
  readonly retainedCharacters: number;
}
