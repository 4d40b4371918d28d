/** The end of a line of YAML after which indented text follows: `key: |`, `- >-`, `text: !!str |2 # note`. */
const opening = /(?:^|[\s:-])[|>](?:[+-]?\d?|\d[+-])[ \t]*(?:[ \t]#.*)?$/;

/**
 * The indentation that the lines of a block scalar exceed, if a line opens one; undefined if it does not.
 * @param line without its line break
 */
export function blockScalarMargin(line: string): number | undefined {
  if (!opening.test(line)) return undefined;
  const lead = /^ *(?:- +)*/.exec(line)?.[0] ?? "";
  const isItem = /^[|>!&]/.test(line.slice(lead.length));
  return isItem ? lead.lastIndexOf("-") : lead.length;
}

/** Whether a line belongs to a block scalar. @param isLast whether the text ends with it: a blank line may then be left */
export function isInBlockScalar(line: string, margin: number, isLast: boolean): boolean {
  const width = line.length - line.trimStart().length;
  return width > margin || (line.trim() === "" && !isLast);
}
