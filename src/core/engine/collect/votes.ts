import type { Site, Source } from "../learn/source.ts";
import { isLineBreak } from "../learn/vocabulary.ts";

/** What matching places say comes next. */
export interface Vote {
  readonly token: number;
  weight: number;
  best: number;
  /** White space before the token and the place, of the weightiest voter. */
  gap: number;
  site: Site;
}

/** Represents every line break: how the next line is indented is not voted on. */
export const endOfLine = 0;

/** A match longer by one token counts this many times as much. */
const base = 3;
const maxPower = 16;
const powers = Array.from({ length: maxPower + 1 }, (_, matched) => base ** matched);

/** What one place's vote weighs. */
export function voteOf(source: Source, matched: number): number {
  return source.weight * (powers[Math.min(matched, maxPower)] ?? 0);
}

export function tokenAt({ file }: Source, position: number): number {
  const { tokens } = file.lines;
  const token = position < tokens.length ? (tokens[position] ?? endOfLine) : endOfLine;
  return isLineBreak(token) ? endOfLine : token;
}

/** Counts votes. */
export class Votes {
  readonly #votes = new Map<number, Vote>();

  add(source: Source, position: number, matched: number): void {
    const token = tokenAt(source, position);
    const weight = voteOf(source, matched);
    const known = this.#votes.get(token);
    if (known !== undefined && weight <= known.best) {
      known.weight += weight;
      return;
    }
    const gap = source.file.lines.gaps[position] ?? 0;
    const site = { source, position, matched };
    if (known === undefined) this.#votes.set(token, { token, weight, best: weight, gap, site });
    else Object.assign(known, { weight: known.weight + weight, best: weight, gap, site });
  }

  all(): Vote[] {
    return [...this.#votes.values()];
  }
}
