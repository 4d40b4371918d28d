import { isLineBreak, type Vocabulary } from "../learn/vocabulary.ts";
import type { Query } from "./query.ts";

/** How a place resembles the cursor's, and which names correspond. */
export interface Alignment {
  /** Higher is more alike; about one per equal name nearby. */
  readonly score: number;
  /** Names there → names here, nearest first. */
  readonly renames: ReadonlyMap<number, number>;
  /** Tokens before the place that have the cursor's shape. */
  readonly length: number;
}

/** Tokens that are compared at most. */
const reach = 48;
/** Weight of a token against the one after it. */
const decay = 0.965;
const equalName = 1;
const equalOther = 0.3;
const renamedAgain = 0.8;
const renamedFirst = -0.05;
const contradicted = -0.7;

/**
 * Walks back from a place and from the cursor as long as the shapes agree. `room` is how many tokens before the place
 * may be looked at.
 */
export function alignSite(
  tokens: Int32Array,
  position: number,
  room: number,
  query: Query,
  vocabulary: Vocabulary,
): Alignment {
  const { context, shapes } = query;
  const renames = new Map<number, number>();
  const most = Math.min(reach, room, context.length);
  let score = 0;
  let weight = 1;
  let length = 0;
  for (; length < most; length++, weight *= decay) {
    const there = tokens[position - 1 - length] ?? -1;
    const here = context[context.length - 1 - length] ?? -1;
    if (there === here) {
      score += weight * (vocabulary.isName(there) ? equalName : equalOther);
      continue;
    }
    if (vocabulary.shapeOf(there) !== shapes[context.length - 1 - length]) break;
    if (isLineBreak(there)) continue;
    const known = renames.get(there);
    if (known === undefined) {
      renames.set(there, here);
      score += weight * renamedFirst;
    } else score += weight * (known === here ? renamedAgain : contradicted);
  }
  return { score, renames, length };
}
