import { type CalibratedKind, type StopCalibration, uncalibrated } from "../../core/engine/score/calibration.ts";
import { isCrumb } from "../../core/rules/isCrumb.ts";
import { isRightSoFar } from "./buildStopTable.ts";
import { chooseOffers, mostWorthwhile } from "./chooseOffers.ts";
import { fitLogOdds, type LogOddsOutcome } from "./logOddsLine.ts";
import type { StopsAt } from "./rateStops.ts";
import type { RecordedLine, RecordedRepo } from "./recordStops.ts";

/** Thresholds whose shown stops the calibration is fitted on. Other stops of a line are never shown. */
const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5];

interface Outcome extends LogOddsOutcome {
  readonly repo: string;
  readonly kind: CalibratedKind;
}

/**
 * Fits the calibration of stops without a repository, or on all if it is undefined. The forest is fitted on all stops.
 * Among those that are shown, whole lines are too confident, and the rest of a word is not confident enough.
 * @param positions starts and token boundaries of the lines, for what does not begin with the rest of a word
 * @param typed the same lines, typed character by character, for what does
 */
export function calibrateStops(
  positions: readonly StopsAt[],
  typed: readonly RecordedRepo[],
): (without: string | undefined) => StopCalibration {
  const outcomes = [...outcomesAt(positions), ...outcomesInWords(typed)];
  const known = new Map<string | undefined, StopCalibration>();
  return (without) => {
    const found = known.get(without) ?? fitKinds(outcomes.filter(({ repo }) => repo !== without));
    known.set(without, found);
    return found;
  };
}

function fitKinds(outcomes: readonly Outcome[]): StopCalibration {
  const fit = (wanted: CalibratedKind) => fitLogOdds(outcomes.filter(({ kind }) => kind === wanted));
  return { whole: fit("whole"), part: fit("part"), wholeInWord: fit("wholeInWord"), partInWord: fit("partInWord") };
}

function outcomesAt(positions: readonly StopsAt[]): readonly Outcome[] {
  return thresholds
    .flatMap((threshold) => chooseOffers(positions, () => uncalibrated, threshold))
    .filter(({ stop }) => !isInWord(stop.kind))
    .map(({ stop, isRight, weight, repo }) => ({ odds: stop.score, kind: stop.kind, isRight, weight, repo }));
}

function outcomesInWords(typed: readonly RecordedRepo[]): readonly Outcome[] {
  return typed.flatMap(({ repo, lines }) =>
    lines.flatMap((line) => thresholds.flatMap((threshold) => firstAppearances(line, threshold, repo))),
  );
}

/** What someone who types the line is shown within its words, each where it appears; it stays while it is typed. */
function firstAppearances({ replayCase, stops }: RecordedLine, threshold: number, repo: string): readonly Outcome[] {
  let standing: string | undefined;
  return stops.flatMap((list, at) => {
    const shown = mostWorthwhile(list, uncalibrated, threshold);
    const stays = shown !== undefined && standing === `${replayCase.targetLine[at - 1]}${shown.text}`;
    standing = shown?.text;
    if (shown === undefined || stays || !isInWord(shown.kind) || isCrumb(shown.text)) return [];
    const isRight = isRightSoFar(shown.text, replayCase.targetBlock.slice(at));
    return [{ odds: shown.score, kind: shown.kind, isRight, weight: 1, repo }];
  });
}

function isInWord(kind: CalibratedKind): boolean {
  return kind === "wholeInWord" || kind === "partInWord";
}
