/** Returns the reason of a failure: git's own message if there is one. */
export function reasonOf(error: unknown): string {
  return error instanceof Error
    ? (error.message.split("\n").find((line) => line.startsWith("fatal")) ?? error.message)
    : String(error);
}
