import { considerNextLine } from "../../core/engine/answer/extendBlock.ts";
import { Engine } from "../../core/engine/engine.ts";
import { considerLine } from "../../core/engine/score/considerLine.ts";
import { type NextLineFacts, nextLines } from "../../core/engine/score/nextLine.ts";
import { weigh } from "../../core/engine/score/weigh.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { cursorAfter, squeeze } from "./buildTable.ts";
import { type Forests, tablesOf } from "./forests.ts";
import { groupBy } from "./groupBy.ts";
import type { Run } from "./loadRuns.ts";

/** What the engine says of the line after one that it found, and which of the lines is right; -1 if none is. */
export interface RecordedNextLine {
  readonly repo: string;
  readonly lines: readonly NextLineFacts[];
  readonly right: number;
}

/** Lines of a run that are looked at. */
const maxLines = 12;
/** A line that the engine finds less likely would begin no block. */
const leastFirst = 0.1;

/** Goes through the lines of each run, and records the next after each that the engine finds, by forests fitted without it. */
export function recordNextLines(
  runs: readonly Run[],
  forestsWithout: (repo: string) => Forests,
): readonly RecordedNextLine[] {
  return [...groupBy(runs, ({ replayCase }) => replayCase.repo)].flatMap(([repo, members]) => {
    const engine = new Engine(tablesOf(forestsWithout(repo)));
    const feed = new LearnerFeed([engine]);
    return members.flatMap(({ replayCase, written }) => {
      const task = feed.open(replayCase);
      while (!task.next().done);
      const lines = written.split("\n").slice(0, maxLines);
      return lines.slice(1).flatMap((next, at) => recordAfter(lines.slice(0, at + 1), next, replayCase, engine) ?? []);
    });
  });
}

/** @param written lines from the case's cursor on, the last of which is to be found */
function recordAfter(
  written: readonly string[],
  next: string,
  replayCase: ReplayCase,
  engine: Engine,
): RecordedNextLine | undefined {
  const line = written.at(-1) ?? "";
  if (line.trim() === "" || next.trim() === "") return undefined;
  const isFirst = written.length === 1;
  const lead = isFirst ? "" : line.slice(0, line.length - line.trimStart().length);
  const cursor = cursorAfter(replayCase, isFirst ? "" : `${written.slice(0, -1).join("\n")}\n${lead}`);
  return engine.at(cursor, recentOf(replayCase), (cursorLine, context) => {
    const weighed = weigh(considerLine(cursorLine, context.sources, context.vocabulary), context.scorers.line);
    const model = weighed.find(({ text }) => squeeze(text) === squeeze(line.slice(lead.length)));
    if (model === undefined || model.probability < leastFirst) return undefined;
    const further = considerNextLine(model, cursorLine, [cursorLine.before + model.text], cursor.indentation, context);
    const lines = further ? nextLines(further.weighed, model.candidate.evidence.origin) : [];
    if (further === undefined || lines.length === 0) return undefined;
    const right = lines.findIndex((each) => squeeze(further.lead + each.line.text) === squeeze(next));
    return { repo: replayCase.repo, lines: lines.map(({ facts }) => facts), right };
  });
}
