import { kindOf, tokenKind } from "../learn/tokenKind.ts";
import type { Candidate } from "./candidate.ts";
import { isMemberMark } from "./isMemberMark.ts";
import type { Place } from "./place.ts";
import { textOfToken } from "./query.ts";

const maxLocals = 4;
/** Tokens before the cursor in which a name counts as local. */
const reach = 120;

/** The free names (not after a dot) nearest before the cursor, nearest first. */
export function localNames({ query, vocabulary }: Place): readonly string[] {
  const { context, shapes } = query;
  const names: string[] = [];
  for (let at = context.length - 1; at >= Math.max(1, context.length - reach) && names.length < maxLocals; at--) {
    if (shapes[at] !== -tokenKind.name) continue;
    const before = textOfToken(context[at - 1] ?? -1, query, vocabulary);
    const name = textOfToken(context[at] ?? -1, query, vocabulary);
    if (isMemberMark(before) || names.includes(name)) continue;
    names.push(name);
  }
  return names;
}

/**
 * The words of a candidate with the one free name that nothing nearby knows replaced by each local name in turn:
 * `if (!other) {` becomes `if (!shape) {`. None where no name, or more than one, is strange.
 */
export function substituteLocals(candidate: Candidate, locals: readonly string[], place: Place): readonly string[][] {
  const { words } = candidate;
  const strange = new Set<string>();
  for (const [at, word] of words.entries()) {
    if (kindOf(word) !== tokenKind.name || isMemberMark(words[at - 1] ?? "") || words[at + 1] === "(") continue;
    if (words[at + 1] === ":" && at === 0) continue;
    if (!place.distances.has(place.vocabulary.find(word))) strange.add(word);
  }
  const [name] = strange;
  if (name === undefined || strange.size > 1) return [];
  return locals.map((local) =>
    words.map((word, at) => (word === name && !isMemberMark(words[at - 1] ?? "") ? local : word)),
  );
}
