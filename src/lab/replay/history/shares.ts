/** Counts what was taken under each name, of which no name may have more than its share. */
export class Shares {
  readonly #mostOf: (name: string) => number;
  readonly #taken = new Map<string, number>();

  constructor(mostOf: (name: string) => number) {
    this.#mostOf = mostOf;
  }

  /** How many more may be taken; none at 0 or below. */
  room(name: string): number {
    return this.#mostOf(name) - (this.#taken.get(name) ?? 0);
  }

  take(name: string, count = 1): void {
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + count);
  }
}

/** Share of the cases that one author may make: no one's habits stand for all. */
const authorShare = 0.3;

/** Shares of authors, where enough have written for a limit to make sense. */
export function authorShares(authors: readonly string[], limit: number): Shares {
  const enough = new Set(authors).size * authorShare >= 1;
  return new Shares(() => (enough ? Math.ceil(limit * authorShare) : limit));
}

/** Kinds of line of which a few are enough, as shares of all cases. */
const shareOfKind = new Map([
  ["import", 0.08],
  ["comment", 0.03],
  ["string", 0.03],
  ["decorator", 0.03],
  ["other", 0.26],
]);

/** Shares of kinds of line. */
export function kindShares(limit: number): Shares {
  return new Shares((kind) => Math.ceil(limit * (shareOfKind.get(kind) ?? 1)));
}
