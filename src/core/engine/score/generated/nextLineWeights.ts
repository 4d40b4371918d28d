import type { NextLineWeights } from "../nextLine.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const nextLineWeights: NextLineWeights = {"bias":0.489,"odds":0.914,"followsOrigin":0.425,"short":2.068};
