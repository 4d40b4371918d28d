/** Invalid values of a settings file: of every JSON type, out of range, empty, or very long. */
export const junkValues: readonly unknown[] = [
  null, "", "many", -1, 1e9, 0.5, true, {}, [], [1, null, "", "[", "!(", "x".repeat(70_000)], "http://", "file:///etc/passwd",
]; // biome-ignore format: a table
