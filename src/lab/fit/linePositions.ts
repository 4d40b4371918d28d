import { lexLine } from "../../core/engine/learn/lexLine.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import type { Run } from "./loadRuns.ts";
import type { Random } from "./random.ts";

/** A judged line at one position: the case with its cursor there. */
export interface LinePosition {
  readonly replayCase: ReplayCase;
  /** Everything that was written from the position on. */
  readonly written: string;
  /** The case's own position. */
  readonly isOwn: boolean;
  /** Weight with which each line counts once, and its start as often as in the cases themselves. */
  readonly weight: number;
}

/** Number of additional positions inside a line. */
const furtherInside = 4;
/** Share of cases with the cursor at the start of the line: 309 of 512. */
const beginShare = 0.6;
/** Last position inside a line in the cases, as a share of its length. */
const lastInside = 0.88;
const minCharactersLeft = 3;

/**
 * Returns a judged case at its own position, at the start of its line and at some token boundaries inside it, because
 * 512 answers are too few to distinguish a calibration error of 0.05 from none.
 */
export function linePositions(run: Run, random: Random): readonly LinePosition[] {
  const { prefix, targetLine } = run.replayCase;
  const column = prefix.length - (prefix.lastIndexOf("\n") + 1);
  const line = prefix.slice(prefix.length - column) + targetLine;
  const indent = line.length - line.trimStart().length;
  const { length } = line.trim();
  const boundaries = lexLine(line).starts.filter((at) => {
    const isInside = at > indent && at - indent < lastInside * length && indent + length - at >= minCharactersLeft;
    return isInside && at !== column;
  });
  while (boundaries.length > furtherInside) boundaries.splice(Math.floor(random() * boundaries.length), 1);
  const isAtBegin = column <= indent;
  const inside = boundaries.length + (isAtBegin ? 0 : 1);
  const insideWeight = (1 - beginShare) / Math.max(1, inside);
  return [
    { ...moveCursor(run, 0), isOwn: true, weight: isAtBegin ? beginShare : insideWeight },
    ...(isAtBegin ? [] : [{ ...moveCursor(run, indent - column), isOwn: false, weight: beginShare }]),
    ...boundaries.map((at) => ({ ...moveCursor(run, at - column), isOwn: false, weight: insideWeight })),
  ];
}

/** Moves the cursor of a run by a number of characters on its line, to the right if positive. */
function moveCursor({ replayCase, written }: Run, by: number): Run {
  const { prefix, targetLine, targetBlock } = replayCase;
  const given = prefix.slice(prefix.length + Math.min(0, by));
  const move = (text: string) => (by < 0 ? given + text : text.slice(by));
  return {
    replayCase: {
      ...replayCase,
      prefix: by < 0 ? prefix.slice(0, by) : prefix + targetLine.slice(0, by),
      targetLine: move(targetLine),
      targetBlock: move(targetBlock),
    },
    written: move(written),
  };
}
