/** Counts cases by name and limits each name to its share. */
export class Shares {
  readonly #mostOf: (name: string) => number;
  readonly #taken = new Map<string, number>();

  constructor(mostOf: (name: string) => number) {
    this.#mostOf = mostOf;
  }

  /** Returns how many more cases a name may have; none if 0 or less. */
  room(name: string): number {
    return this.#mostOf(name) - (this.#taken.get(name) ?? 0);
  }

  take(name: string, count = 1): void {
    this.#taken.set(name, (this.#taken.get(name) ?? 0) + count);
  }
}

/** Maximum share of cases of one author. */
const authorShare = 0.3;

/** Creates the limits of authors. With fewer than four authors there is no limit. */
export function authorShares(authors: readonly string[], limit: number): Shares {
  const enough = new Set(authors).size * authorShare >= 1;
  return new Shares(() => (enough ? Math.ceil(limit * authorShare) : limit));
}

/** Maximum shares of some kinds of line. */
const shareOfKind = new Map([
  ["import", 0.08],
  ["comment", 0.03],
  ["string", 0.03],
  ["decorator", 0.03],
  ["other", 0.26],
]);

/** Creates the limits of kinds of line. */
export function kindShares(limit: number): Shares {
  return new Shares((kind) => Math.ceil(limit * (shareOfKind.get(kind) ?? 1)));
}
