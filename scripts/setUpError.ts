/** Something outside the project is missing. The message says what it is and what to do. */
export class SetUpError extends Error {
  override readonly name = "SetUpError";
}
