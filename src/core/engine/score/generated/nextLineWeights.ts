import type { NextLineWeights } from "../nextLine.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const nextLineWeights: NextLineWeights = {"bias":0.275,"odds":0.802,"followsOrigin":0.921,"short":1.483};
