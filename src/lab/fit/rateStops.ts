import { languages } from "../../core/code/languages/languages.ts";
import { calibratedKindOf } from "../../core/engine/answer/chooseStop.ts";
import { findStops, type Stop } from "../../core/engine/answer/findStops.ts";
import { Engine } from "../../core/engine/engine.ts";
import { runNow } from "../../core/engine/learn/tokenizedLines.ts";
import type { CalibratedKind } from "../../core/engine/score/calibration.ts";
import { Forest } from "../../core/engine/score/forest.ts";
import { weigh } from "../../core/engine/score/weigh.ts";
import { recentOf } from "../replay/contender.ts";
import { LearnerFeed } from "../replay/learnerFeed.ts";
import { cursorOf } from "../replay/replayCase.ts";
import { isEngineCase } from "../replay/replayEngine.ts";
import { isRightSoFar } from "./buildStopTable.ts";
import { type Forests, tablesOf } from "./forests.ts";
import { groupBy } from "./groupBy.ts";
import { type LinePosition, linePositions } from "./linePositions.ts";
import type { Run } from "./loadRuns.ts";
import type { Random } from "./random.ts";

/** A stop with its score, before any calibration. */
export interface ScoredStop extends Stop {
  readonly score: number;
  readonly kind: CalibratedKind;
  readonly isRight: boolean;
}

/** The possible offers at one position of a judged line. */
export interface StopsAt extends LinePosition {
  readonly stops: readonly ScoredStop[];
}

/** Scores the stops at positions of all judged lines, each with tables that were fitted without its repository. */
export function rateStops(
  runs: readonly Run[],
  forestsWithout: (repo: string) => Forests,
  random: Random,
): readonly StopsAt[] {
  const judged = runs.filter(({ replayCase }) => isEngineCase(replayCase));
  return [...groupBy(judged, ({ replayCase }) => replayCase.repo)].flatMap(([repo, members]) => {
    const tables = forestsWithout(repo);
    const forests = { line: new Forest(tables.line), stop: new Forest(tables.stop) };
    const engine = new Engine(tablesOf(tables));
    const feed = new LearnerFeed([engine]);
    return members.flatMap((run) => {
      runNow(feed.open(run.replayCase));
      return linePositions(run, random).map((position) => ({ ...position, stops: stopsAt(position, engine, forests) }));
    });
  });
}

function stopsAt(
  { replayCase, written, isOwn }: LinePosition,
  engine: Engine,
  forests: { readonly line: Forest; readonly stop: Forest },
): readonly ScoredStop[] {
  // The current file is learned up to the case's cursor. At other positions of the line, it is another version.
  const cursor = isOwn ? cursorOf(replayCase) : { ...cursorOf(replayCase), version: -1 };
  const weighed = weigh(engine.consider(cursor, recentOf(replayCase)), forests.line);
  return findStops(weighed, languages.of(replayCase.languageId).names).map((stop) => {
    const score = forests.stop.score(stop.features);
    return { ...stop, score, kind: calibratedKindOf(stop), isRight: isRightSoFar(stop.text, written) };
  });
}
