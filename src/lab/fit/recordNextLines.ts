import type { AnswerContext } from "../../core/engine/answer/answerContext.ts";
import { considerNextLine } from "../../core/engine/answer/extendBlock.ts";
import type { CursorLine } from "../../core/engine/collect/query.ts";
import { Engine } from "../../core/engine/engine.ts";
import { runNow } from "../../core/engine/learn/tokenizedLines.ts";
import { considerLine } from "../../core/engine/score/considerLine.ts";
import { type NextLineFacts, nextLines } from "../../core/engine/score/nextLine.ts";
import { type Weighed, weigh } from "../../core/engine/score/weigh.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf, type ReplayCase } from "../replay/replayCase.ts";
import { squeeze } from "./buildTable.ts";
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
/** A line that the engine finds less likely begins no block. */
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
      runNow(feed.open(replayCase));
      return recordRun(replayCase, written.split("\n").slice(0, maxLines), engine);
    });
  });
}

/** As in a block, the lines written so far are not in the file. */
function recordRun(replayCase: ReplayCase, lines: readonly string[], engine: Engine): readonly RecordedNextLine[] {
  const cursor = cursorOf(replayCase);
  const { indentation } = cursor;
  return engine.at(cursor, recentOf(replayCase), (line, context) =>
    lines.slice(1).flatMap((next, at) => {
      const written = [line.before + (lines[0] ?? ""), ...lines.slice(1, at + 1)];
      const model = modelOf(written, line, context);
      if (model === undefined || next.trim() === "") return [];
      const further = considerNextLine(model, written, { line, indentation }, context);
      const judged = further ? nextLines(further.weighed, model.candidate.evidence.origin) : [];
      if (further === undefined || judged.length === 0) return [];
      const right = judged.findIndex((each) => squeeze(each.line.text) === squeeze(next));
      return [{ repo: replayCase.repo, lines: judged.map(({ facts }) => facts), right }];
    }),
  );
}

/** What the engine says of the last line, given those before it, if it finds it. */
function modelOf(written: readonly string[], line: CursorLine, context: AnswerContext): Weighed | undefined {
  const { sources, vocabulary, scorers } = context;
  const last = written.at(-1) ?? "";
  const before = written.length === 1 ? line.before : last.slice(0, last.length - last.trimStart().length);
  const at = written.length === 1 ? line : { number: line.number, before, after: "" };
  const weighed = weigh(considerLine(at, sources, vocabulary, written.slice(0, -1)), scorers.line);
  const rest = squeeze(last.slice(before.length));
  return weighed.find(({ text, probability }) => squeeze(text) === rest && probability >= leastFirst);
}
