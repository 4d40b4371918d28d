/** Time as the core gets it: milliseconds since 1970, and a monotonic counter in milliseconds for durations. */
export interface Clock {
  readonly now: () => number;
  readonly monotonic: () => number;
}
