import type { Contender } from "../contender.ts";

/** Sends nothing: the floor of every table. */
export const none: Contender = {
  name: "none",
  *prepare() {
    yield;
  },
  retrieve: () => [],
};
