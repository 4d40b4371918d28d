import { textHash } from "../../core/util/textHash.ts";
import type { ReplayCase } from "./replayCase.ts";

/** Number of lines that count as the first lines of a file. */
export const firstLines = 20;
/** Minimum characters of a judged line, as of every case. */
const minCharacters = 8;

/**
 * Returns a case in which the file of another case is written from its top: the cursor is at the start of one of the first
 * 20 lines, and nothing is below it. The line has a name and is no comment; the hash of the case's id chooses it. Returns
 * undefined if there is no such line.
 */
export function fileStartCase(replayCase: ReplayCase): ReplayCase | undefined {
  const lines = (replayCase.prefix + replayCase.targetLine).split("\n").slice(0, firstLines);
  const eligible = lines.flatMap((line, at) => (isEligible(line) ? [at] : []));
  const chosen = eligible[parseInt(textHash(replayCase.id), 36) % Math.max(1, eligible.length)];
  if (chosen === undefined) return undefined;
  const line = lines[chosen] ?? "";
  const targetLine = line.trimStart();
  const above = lines.slice(0, chosen).map((each) => `${each}\n`);
  return {
    ...replayCase,
    id: `${replayCase.id}/start`,
    kind: "other",
    pos: "line",
    prefix: above.join("") + line.slice(0, line.length - targetLine.length),
    suffix: "",
    targetLine,
    targetBlock: targetLine,
    lineIdentifiers: [],
    blockIdentifiers: [],
  };
}

/** Whether a line is worth typing: it is long enough, has a name and is no comment. */
export function isEligible(line: string): boolean {
  const text = line.trim();
  return text.length >= minCharacters && /[A-Za-z_]{2}/.test(text) && !/^(?:\/\/|#(?!\[)|\*|\/\*|"""|--)/.test(text);
}
