import type { Contender } from "../contender.ts";

/** Sends nothing: the lower bound of every table. */
export const none: Contender = {
  name: "none",
  *prepare() {
    yield;
  },
  retrieve: () => [],
};
