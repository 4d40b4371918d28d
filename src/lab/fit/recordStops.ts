import { languages } from "../../core/code/languages/languages.ts";
import { calibratedKindOf } from "../../core/engine/answer/chooseStop.ts";
import { findStops } from "../../core/engine/answer/findStops.ts";
import { Engine } from "../../core/engine/engine.ts";
import { runNow } from "../../core/engine/learn/tokenizedLines.ts";
import type { CalibratedKind } from "../../core/engine/score/calibration.ts";
import { Forest } from "../../core/engine/score/forest.ts";
import { weigh } from "../../core/engine/score/weigh.ts";
import { withAutoClosed } from "../replay/autoClosed.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf, type ReplayCase } from "../replay/replayCase.ts";
import { isEngineCase } from "../replay/replayEngine.ts";
import { writeLine } from "../replay/replayTypingFeel.ts";
import { type Forests, tablesOf } from "./forests.ts";
import { groupBy } from "./groupBy.ts";
import type { Run } from "./loadRuns.ts";

/** A possible suggestion with its score, before any calibration. */
export interface RecordedStop {
  readonly text: string;
  readonly isWhole: boolean;
  readonly kind: CalibratedKind;
  readonly score: number;
}

/** A line with the possible suggestions after each of its characters. */
export interface RecordedLine<Stop = RecordedStop> {
  readonly replayCase: ReplayCase;
  readonly stops: readonly (readonly Stop[])[];
}

/** A repository's lines in the order of their commits. */
export interface RecordedRepo<Stop = RecordedStop> {
  readonly repo: string;
  readonly lines: readonly RecordedLine<Stop>[];
}

/** Log odds of 0.02: what is less likely is not shown under any calibration. */
const leastScore = -4;

/** Types the judged lines of each repository, and records the stops after each character, by forests fitted without it. */
export function recordRepos(runs: readonly Run[], forestsWithout: (repo: string) => Forests): readonly RecordedRepo[] {
  const judged = runs.filter(({ replayCase }) => isEngineCase(replayCase));
  const inOrder = judged.sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""));
  return [...groupBy(inOrder, ({ replayCase }) => replayCase.repo)].map(([repo, members]) => {
    const cases = members.map(({ replayCase }) => replayCase);
    return { repo, lines: recordStops(cases, forestsWithout(repo)) };
  });
}

function recordStops(cases: readonly ReplayCase[], tables: Forests): readonly RecordedLine[] {
  const engine = new Engine(tablesOf(tables));
  const forests = { line: new Forest(tables.line), stop: new Forest(tables.stop) };
  const feed = new LearnerFeed([engine]);
  return cases.map((replayCase) => {
    runNow(feed.open(replayCase));
    const line = replayCase.targetLine.trimEnd();
    const stops = Array.from({ length: line.length }, (_, at) => {
      const cursor = withAutoClosed({ ...cursorOf(replayCase, line.slice(0, at)), version: at + 2 });
      writeLine(engine, cursor);
      const weighed = weigh(engine.consider(cursor, recentOf(replayCase)), forests.line);
      return findStops(weighed, languages.of(replayCase.languageId).names).flatMap((stop) => {
        const { text, isWhole, features } = stop;
        const score = forests.stop.score(features);
        return score < leastScore ? [] : [{ text, isWhole, kind: calibratedKindOf(stop), score }];
      });
    });
    return { replayCase, stops };
  });
}
