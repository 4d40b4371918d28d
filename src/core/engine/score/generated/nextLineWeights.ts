import type { NextLineWeights } from "../nextLine.ts";

/** Written by `npm run fit:engine`; not to be edited. */
export const nextLineWeights: NextLineWeights = {"bias":0.443,"odds":0.869,"followsOrigin":0.558,"short":1.895};
