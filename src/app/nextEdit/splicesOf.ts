/** A change of text as an editor reports it, in the coordinates of the text before it. */
export interface ReportedChange {
  readonly startLine: number;
  readonly endLine: number;
  readonly text: string;
}

/** Replaces `oldCount` lines from `line` on. */
export interface Splice {
  readonly line: number;
  readonly oldCount: number;
  readonly newLines: readonly string[];
}

/**
 * The changes of one event as replacements of whole lines, from the bottom to the top, so that they can be applied one
 * after another. Changes that share a line become one.
 * @param lineAt a line of the text after the event
 */
export function splicesOf(changes: readonly ReportedChange[], lineAt: (line: number) => string): readonly Splice[] {
  const spans: { start: number; end: number; growth: number }[] = [];
  for (const { startLine, endLine, text } of changes.toSorted((a, b) => a.startLine - b.startLine)) {
    const growth = text.split(/\r\n|\n|\r/).length - 1 - (endLine - startLine);
    const last = spans.at(-1);
    if (last && startLine < last.end) {
      last.end = Math.max(last.end, endLine + 1);
      last.growth += growth;
    } else spans.push({ start: startLine, end: endLine + 1, growth });
  }
  let moved = 0;
  const splices = spans.map(({ start, end, growth }): Splice => {
    const count = end - start + growth;
    const newLines = Array.from({ length: count }, (_, at) => lineAt(start + moved + at));
    moved += growth;
    return { line: start, oldCount: end - start, newLines };
  });
  return splices.reverse();
}

/** Where lines are after splices; undefined if they are changed themselves. @param oldLines empty for a place between lines */
export function lineAfter(
  splices: readonly Splice[],
  { line, oldLines }: { readonly line: number; readonly oldLines: readonly string[] },
): number | undefined {
  const isAbove = (splice: Splice) => splice.line + splice.oldCount <= line;
  const isBelow = (splice: Splice) => splice.line >= line + oldLines.length;
  if (!splices.every((each) => isAbove(each) || isBelow(each))) return undefined;
  return splices.filter(isAbove).reduce((moved, { oldCount, newLines }) => moved + newLines.length - oldCount, line);
}
