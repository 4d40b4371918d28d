import type { ReplayCase } from "../replayCase.ts";
import { copyModel } from "./copyModel.ts";
import type { BaselineAnswer, LineBaseline } from "./lineBaseline.ts";

/** The baselines by name. */
export const lineBaselines = {
  wordBased,
  linePrefix,
  copyModel,
} as const satisfies Readonly<Record<string, LineBaseline>>;

/** Completes a partial word from the words of the open file, nearest first, like VS Code's word suggestions. */
function wordBased({ prefix, suffix }: ReplayCase): BaselineAnswer | undefined {
  const start = /[\p{L}\p{N}_$]+$/u.exec(prefix)?.[0];
  if (start === undefined) return undefined;
  const words = (text: string) => text.match(/[\p{L}_$][\p{L}\p{N}_$]*/gu) ?? [];
  const found = [...words(prefix.slice(0, -start.length)).reverse(), ...words(suffix)].find(
    (word) => word.startsWith(start) && word.length > start.length,
  );
  return found === undefined ? undefined : { text: found.slice(start.length), confidence: start.length };
}

/** Completes from the nearest line with the same start, in this file, then in recent ones. Longer is more confident. */
function linePrefix({ prefix, suffix, recent }: ReplayCase): BaselineAnswer | undefined {
  const start = prefix.slice(prefix.lastIndexOf("\n") + 1).trimStart();
  if (start === "") return undefined;
  const above = prefix.split("\n").slice(0, -1).reverse();
  const others = recent.flatMap(({ text }) => text.split("\n"));
  for (const line of [...above, ...suffix.split("\n"), ...others]) {
    const text = line.trimStart();
    if (text.startsWith(start) && text.length > start.length) {
      return { text: text.slice(start.length), confidence: start.length };
    }
  }
  return undefined;
}
