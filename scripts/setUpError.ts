/** Something outside the project is missing; the message says what, and what to do about it. */
export class SetUpError extends Error {
  override readonly name = "SetUpError";
}
