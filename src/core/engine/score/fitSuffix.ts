/**
 * A candidate as it fits before the rest of the cursor's line; undefined if the two don't go together. An end that the
 * rest already holds is cut off: `a, b)` before `)` is `a, b`. A candidate that closes what the rest closes and goes on
 * is kept: of `a, b);` before `)`, the rules replace the bracket that is there.
 */
export function fitSuffix(text: string, rest: string): string | undefined {
  const tail = rest.trim();
  if (tail === "") return text;
  if (text.endsWith(tail)) return text.slice(0, -tail.length);
  if (/^[)\]}"'`]+$/.test(tail)) return fitClosings(text, tail);
  if (!/^[)\]}"'`>;,:]+$/.test(tail)) return undefined;
  const first = closesAt(text, tail);
  return first === undefined ? undefined : text.slice(0, first);
}

const partners: ReadonlyMap<string, string> = new Map([["(", ")"], ["[", "]"], ["{", "}"]]); // biome-ignore format: a table

/** Follows a candidate through what it opens itself and what the closings of the rest belong to. */
function fitClosings(text: string, tail: string): string | undefined {
  const pending = [...tail].reverse();
  /** Where the candidate opens what is not closed yet. */
  const own: number[] = [];
  // An odd one is an apostrophe or the mark of a lifetime.
  const quotes = pending.includes("'") || text.split("'").length % 2 === 1 ? "\"'`" : '"`';
  let outer = pending.length;
  let first: number | undefined;
  let last = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    const expected = pending.at(-1) ?? "";
    const inString = expected !== "" && quotes.includes(expected);
    if (character === expected) {
      pending.pop();
      own.pop();
      if (pending.length >= outer) continue;
      outer = pending.length;
      first ??= at;
      last = at + 1;
    } else if (inString) {
      if (character === "\\") at++;
      else if (expected === "`" && text.startsWith("${", at)) {
        own.push(at++);
        pending.push("}");
      }
    } else if (partners.has(character) || quotes.includes(character)) {
      own.push(at);
      pending.push(partners.get(character) ?? character);
    } else if (")]}".includes(character)) return first === undefined ? undefined : text.slice(0, at).trimEnd();
  }
  const opened = own[0];
  if (first === undefined) return opened === undefined ? text : opened === 0 ? undefined : text.slice(0, opened);
  const isOver = text.slice(last).trim() === "";
  return isOver && /^[)\]}"'`\s]*$/.test(text.slice(first, last)) ? text.slice(0, first) : text;
}

/** Where the first character of `tail` occurs in `text` as a closer of what is opened before the text. */
function closesAt(text: string, tail: string): number | undefined {
  const wanted = tail[0];
  if (wanted === undefined) return undefined;
  if (!")]}".includes(wanted)) {
    const at = text.lastIndexOf(wanted);
    return at > 0 ? at : undefined;
  }
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at] ?? "";
    if ("([{".includes(character)) depth++;
    else if (")]}".includes(character) && --depth < 0) return character === wanted && at > 0 ? at : undefined;
  }
  return depth === 0 ? text.length : undefined;
}
