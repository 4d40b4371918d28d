import { isSubsequence } from "../rules/isSubsequence.ts";

/** What followed the cursor where a suggestion was made. */
export interface Followed {
  readonly after: string;
  /** Whether the document ended with `after`, so that nothing may follow it now. */
  readonly endsThere: boolean;
}

/** What is left of a suggestion after its beginning was typed. */
export interface Rest {
  readonly text: string;
  /** UTF-16 units after the cursor that the text replaces; the text holds them in order. */
  readonly replaceAfter: number;
}

/** Maximum number of brackets and quotes that an editor closes while one suggestion is typed. */
const mostAdded = 8;
const closings = new Set(")]}\"'`");
const openings: Readonly<Record<string, string>> = { ")": "(", "]": "[", "}": "{" };

/**
 * Returns what is left of a suggestion where its beginning was typed by hand, given what follows the cursor now. Editors
 * close the brackets and quotes that are typed (`f` → `f(▮)`), and move over what was there; the suggestion says these
 * characters itself, so it replaces them. Undefined if anything else follows.
 * @param replaceAfter UTF-16 units that the suggestion replaced where it was made
 */
export function restAfter(
  made: Followed & { readonly replaceAfter: number },
  typed: string,
  rest: string,
  suffix: string,
): Rest | undefined {
  const { after, replaceAfter } = made;
  if (isFollowedBy(made, suffix)) return { text: rest, replaceAfter };
  const added = addedBefore(made, typed, suffix);
  if (added !== undefined) return replacing(added + after.slice(0, replaceAfter), rest);
  for (let gone = 1; gone <= replaceAfter; gone++) {
    if (isFollowedBy({ ...made, after: after.slice(gone) }, suffix) && isSubsequence(after.slice(0, gone), typed))
      return replacing(after.slice(gone, replaceAfter), rest);
  }
  return restOfBlock(made, typed, rest, suffix);
}

/** The brackets and quotes that the editor put after the cursor for those that were typed; undefined if there are none. */
export function addedBefore(followed: Followed, typed: string, suffix: string): string | undefined {
  for (let added = 1; added <= mostAdded && closings.has(suffix[added - 1] ?? ""); added++) {
    if (!isFollowedBy(followed, suffix, added)) continue;
    const closed = suffix.slice(0, added);
    return areOpenedIn(typed, closed) ? closed : undefined;
  }
  return undefined;
}

/** The lines of a block whose closing bracket the editor moved to a line of its own: `{▮}`, Enter. */
function restOfBlock(followed: Followed, typed: string, rest: string, suffix: string): Rest | undefined {
  const [closingLine] = /^\n[ \t]*[)\]}]+/.exec(suffix) ?? [];
  if (closingLine === undefined || !typed.includes("\n")) return undefined;
  if (!isFollowedBy(followed, suffix, closingLine.length) || !areOpenedIn(typed, closingLine.trim())) return undefined;
  const end = rest.lastIndexOf(closingLine);
  // What the suggestion says behind the bracket, on its line, has no place here.
  if (end < 0 || rest.includes("\n", end + 1)) return undefined;
  return { text: rest.slice(0, end), replaceAfter: 0 };
}

/** The rest of a suggestion that says what it replaces. */
function replacing(replaced: string, rest: string): Rest | undefined {
  return isSubsequence(replaced, rest) ? { text: rest, replaceAfter: replaced.length } : undefined;
}

/** Whether the same text as before follows, `from` units behind the cursor. */
function isFollowedBy({ after, endsThere }: Followed, suffix: string, from = 0): boolean {
  return suffix.startsWith(after, from) && (!endsThere || suffix.length - from === after.length);
}

function areOpenedIn(typed: string, closed: string): boolean {
  return [...new Set(closed)].every((closing) => {
    const opening = openings[closing] ?? closing;
    return typed.split(opening).length >= closed.split(closing).length;
  });
}
