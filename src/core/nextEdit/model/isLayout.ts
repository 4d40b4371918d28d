import type { LinesChange } from "./editQuestion.ts";

/**
 * Whether a change concerns white space within or between lines, which nobody wants as a step of its own. One that
 * indents lines is not: it may belong to a change above it.
 */
export function isLayout({ oldLines, newLines }: Pick<LinesChange, "oldLines" | "newLines">): boolean {
  const [old, now] = [oldLines.filter(isWritten), newLines.filter(isWritten)];
  return old.length === now.length && old.every((text, at) => layoutFree(text) === layoutFree(now[at] ?? ""));
}

/** The indentation and the text without white space. */
function layoutFree(line: string): string {
  const text = line.trimStart();
  return line.slice(0, line.length - text.length) + text.replace(/\s+/g, "");
}

function isWritten(line: string): boolean {
  return line.trim() !== "";
}
