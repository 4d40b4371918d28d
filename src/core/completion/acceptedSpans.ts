/** The parts of a suggestion that were accepted rather than typed. A part that is accepted twice counts once. */
export class AcceptedSpans {
  /** In order, without overlaps: each begins at the cursor, where the parts before it end. */
  #spans: (readonly [from: number, to: number])[] = [];

  /** Number of accepted characters. */
  get length(): number {
    return this.#spans.reduce((sum, [from, to]) => sum + to - from, 0);
  }

  /** Where the first accepted part begins. */
  get start(): number {
    return this.#spans[0]?.[0] ?? 0;
  }

  /** Where the last accepted part ends. */
  get end(): number {
    return this.#spans.at(-1)?.[1] ?? 0;
  }

  add(from: number, to: number): void {
    this.cutAt(from);
    if (to > from) this.#spans.push([from, to]);
  }

  /** Forgets what was accepted after `position`: the cursor went back to it. */
  cutAt(position: number): void {
    this.#spans = this.#spans
      .map(([from, to]) => [from, Math.min(to, position)] as const)
      .filter(([from, to]) => to > from);
  }
}
