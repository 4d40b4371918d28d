import { languages } from "../../../core/code/languages/languages.ts";
import { kindOfOffer } from "../../../core/completion/leastConfidence.ts";
import { findStops } from "../../../core/engine/answer/findStops.ts";
import { Engine, type EngineTables } from "../../../core/engine/engine.ts";
import { calibrated } from "../../../core/engine/score/calibration.ts";
import { Forest } from "../../../core/engine/score/forest.ts";
import { weigh } from "../../../core/engine/score/weigh.ts";
import type { EngineOrigin } from "../../../core/types/engine.ts";
import { withAutoClosed } from "../../replay/autoClosed.ts";
import { recentOf } from "../../replay/contender.ts";
import { LearnerFeed } from "../../replay/learnerFeed.ts";
import { currentUri, cursorOf, type ReplayCase } from "../../replay/replayCase.ts";
import { isEngineCase } from "../../replay/replayEngine.ts";
import { writeLine } from "../../replay/replayTypingFeel.ts";
import { groupBy } from "../groupBy.ts";
import type { Run } from "../loadRuns.ts";
import { logOdds } from "../logOddsLine.ts";

/** What may need a correction of its own. */
export const kindsOfOffer = ["partOfWord", "afterWord", "elsewhere", "wholeLine"] as const;
export type OfferKind = (typeof kindsOfOffer)[number];

/** A possible offer with its stated confidence. */
export interface RecordedStop {
  readonly text: string;
  readonly isWhole: boolean;
  /** Of the stated confidence. */
  readonly logOdds: number;
  readonly kind: OfferKind;
  /** An object of its own, by which an offer is found again. */
  readonly origin: EngineOrigin;
}

/** A line with the possible offers after each of its characters. */
export interface RecordedLine {
  readonly replayCase: ReplayCase;
  readonly stops: readonly (readonly RecordedStop[])[];
}

/** What is less likely is not shown under any correction that is tried. */
const leastRecorded = 0.03;

/** A repository's lines in the order of their commits. */
export interface RecordedRepo {
  readonly repo: string;
  readonly lines: readonly RecordedLine[];
}

/** Records the judged lines of each repository, with tables fitted without it. */
export function recordRepos(
  runs: readonly Run[],
  tablesWithout: (repo: string) => EngineTables,
): readonly RecordedRepo[] {
  const judged = runs.filter(({ replayCase }) => isEngineCase(replayCase));
  const inOrder = judged.sort((a, b) => (a.date ?? "").localeCompare(b.date ?? ""));
  return [...groupBy(inOrder, ({ replayCase }) => replayCase.repo)].map(([repo, members]) => {
    const cases = members.map(({ replayCase }) => replayCase);
    return { repo, lines: recordStops(cases, tablesWithout(repo)) };
  });
}

/** Asks an engine, fitted without the cases' repository, after each character of each line. */
function recordStops(cases: readonly ReplayCase[], tables: EngineTables): readonly RecordedLine[] {
  const engine = new Engine(tables);
  const forests = { line: new Forest(tables.line), stop: new Forest(tables.stop) };
  const feed = new LearnerFeed([engine]);
  return cases.map((replayCase) => {
    const task = feed.open(replayCase);
    while (!task.next().done);
    const line = replayCase.targetLine.trimEnd();
    const stops = Array.from({ length: line.length }, (_, at) => {
      const cursor = withAutoClosed({ ...cursorOf(replayCase, line.slice(0, at)), version: at + 2 });
      writeLine(engine, cursor);
      const lineBefore = cursor.prefix.slice(cursor.prefix.lastIndexOf("\n") + 1);
      const weighed = weigh(engine.consider(cursor, recentOf(replayCase)), forests.line);
      return findStops(weighed, languages.of(replayCase.languageId).names).flatMap(({ text, isWhole, features }) => {
        const confidence = calibrated(forests.stop.score(features), isWhole, tables.calibration);
        if (confidence < leastRecorded) return [];
        const kind: OfferKind = isWhole ? "wholeLine" : partKinds[kindOfOffer(text, lineBefore)];
        const origin = { uri: currentUri(replayCase), path: replayCase.path, line: cursor.line };
        return [{ text, isWhole, logOdds: logOdds(confidence), kind, origin }];
      });
    });
    return { replayCase, stops };
  });
}

const partKinds = {
  goesOnWithLetter: "partOfWord",
  goesOnWithWord: "partOfWord",
  followsWord: "afterWord",
  elsewhere: "elsewhere",
} as const;
