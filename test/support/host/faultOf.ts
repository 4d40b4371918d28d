/** Texts of an editor before and after an accept command, and what it showed before the command. */
export interface Acceptance {
  readonly before: string;
  /** The document with the ghost text as it was drawn, with tabs as spaces. */
  readonly shown: string;
  readonly after: string;
  /** Whether only a word or a line was accepted. */
  readonly inPart: boolean;
}

/**
 * Returns what an acceptance did wrong, or undefined. Accepting a whole suggestion must make the document equal to the
 * shown text. Accepting a part must insert one piece: up to its end, the document equals the shown text, and after it
 * the old text. If nothing was shown, nothing may change. White space inside lines must not get lost, and after
 * accepting a whole suggestion, added lines must be indented as drawn.
 */
export function faultOf(acceptance: Acceptance, tabSize: number): string | undefined {
  const text = toLineFeeds(acceptance.after);
  if (!isSubsequence(toLineFeeds(acceptance.before), text)) return "a part of the document got lost";
  const [before, shown, after] = [acceptance.before, acceptance.shown, acceptance.after].map(withoutBlanks);
  if (before === undefined || shown === undefined || after === undefined) return undefined;
  if (!isSubsequence(before, shown)) return "the ghost text hides a part of the document";
  if (after === before)
    return shown === before || acceptance.inPart ? undefined : "what could be seen was not accepted";
  if (!acceptance.inPart) {
    if (after !== shown) return "the document is not what could be seen";
    return depths(text, tabSize) === depths(acceptance.shown, tabSize) ? undefined : "lines are not as deep as drawn";
  }
  return isPart({ before, shown, after }) ? undefined : "a part was accepted that could not be seen there";
}

function isPart({ before, shown, after }: { before: string; shown: string; after: string }): boolean {
  const added = after.length - before.length;
  for (let end = added; added > 0 && end <= after.length && after.slice(0, end) === shown.slice(0, end); end++) {
    if (after.slice(end) !== before.slice(end - added)) continue;
    if (after.slice(0, end - added) === before.slice(0, end - added)) return true;
  }
  return false;
}

function toLineFeeds(text: string): string {
  return text.replaceAll(/\r\n?/g, "\n");
}

function withoutBlanks(text: string): string {
  return toLineFeeds(text).replaceAll(/[ \t]/g, "");
}

/** Returns the indentation of each line that is not blank, in columns. */
function depths(text: string, tabSize: number): string {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => {
      let column = 0;
      for (const character of /^[ \t]*/.exec(line)?.[0] ?? "")
        column += character === "\t" ? tabSize - (column % tabSize) : 1;
      return column;
    })
    .join(",");
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const unit of part.split("")) {
    at = whole.indexOf(unit, at) + 1;
    if (at === 0) return false;
  }
  return true;
}
