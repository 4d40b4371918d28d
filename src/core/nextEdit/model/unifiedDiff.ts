import type { LinesChange } from "./editQuestion.ts";

/** A change with the unchanged lines around it. */
export interface ChangeInContext extends LinesChange {
  readonly above: readonly string[];
  readonly below: readonly string[];
}

/** Unchanged lines on either side of a change, as `diff -u` writes them. */
const contextLines = 3;

/** @param lines the file's lines after the change, in which `line` counts */
export function inContext({ line, oldLines, newLines }: LinesChange, lines: readonly string[]): ChangeInContext {
  const end = line + newLines.length;
  const above = lines.slice(Math.max(0, line - contextLines), line);
  return { line, oldLines, newLines, above, below: lines.slice(end, end + contextLines) };
}

/** One change as a hunk of a unified diff, without the names of files. */
export function unifiedDiff({ line, oldLines, newLines, above, below }: ChangeInContext): string {
  const start = line - above.length + 1;
  const around = above.length + below.length;
  const rows = [
    ...above.map((text) => ` ${text}`),
    ...oldLines.map((text) => `-${text}`),
    ...newLines.map((text) => `+${text}`),
    ...below.map((text) => ` ${text}`),
  ];
  const head = `@@ -${start},${oldLines.length + around} +${start},${newLines.length + around} @@`;
  return [head, ...rows].join("\n");
}
