import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

setFlagsFromString("--expose-gc");
const collectGarbage: () => void = runInNewContext("gc");

/** Bytes of JavaScript objects that are in use, without those that are only not yet collected. */
export function usedMemory(): number {
  collectGarbage();
  return process.memoryUsage().heapUsed;
}
