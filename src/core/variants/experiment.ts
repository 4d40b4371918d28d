import type { Variant } from "./variant.ts";

/** A variant with the number that stands for it in events. */
export interface NumberedVariant extends Variant {
  readonly id: number;
}

/** Requests split between two variants until enough is known. It keeps the choices that it started with. */
export interface Experiment {
  /** Random: decides with the file and the hour which variant a request gets. */
  readonly seed: number;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  /** undefined while it runs. */
  readonly stoppedAt: number | undefined;
  /** The first is what the second is compared with. */
  readonly variants: readonly [NumberedVariant, NumberedVariant];
  /** Smallest difference of the accept rates that it is meant to find, in (0, 1). */
  readonly effect: number;
  /** Offers with an outcome that each variant needs, calculated before the start. */
  readonly offersEach: number;
}

const hourMs = 3_600_000;

/** The hour of a time: with the file, the place that gets one variant. */
export function hourOf(atMs: number): number {
  return Math.floor(atMs / hourMs);
}

/** Which of the two variants a file gets in an hour: 0 or 1, each in half of all places. */
export function armOf(seed: number, uri: string, hour: number): 0 | 1 {
  let hash = (seed ^ Math.imul(hour, 0x9e3779b1)) >>> 0;
  for (let index = 0; index < uri.length; index++) hash = Math.imul(hash ^ uri.charCodeAt(index), 0x01000193) >>> 0;
  // The finalizer of MurmurHash3: every bit of the input changes the chosen one with probability 1/2.
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) & 1) === 0 ? 0 : 1;
}
