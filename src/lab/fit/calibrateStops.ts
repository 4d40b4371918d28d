import { leastConfidence } from "../../core/completion/leastConfidence.ts";
import {
  type CalibratedKind,
  calibrated,
  type StopCalibration,
  uncalibrated,
} from "../../core/engine/score/calibration.ts";
import { isCrumb } from "../../core/rules/isCrumb.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { isRightSoFar } from "./buildStopTable.ts";
import { chooseOffers, mostWorthwhile } from "./chooseOffers.ts";
import { fitLogOdds, type LogOddsOutcome } from "./logOddsLine.ts";
import type { StopsAt } from "./rateStops.ts";
import type { RecordedLine, RecordedRepo } from "./recordStops.ts";

/** Thresholds whose shown stops the calibration is fitted on. Other stops of a line are never shown. */
const thresholds = [0.1, 0.2, 0.3, 0.4, 0.5];

/** The threshold whose margins decide what within words is fitted once more: a little below the one that is shipped. */
const shownThreshold = 0.4;

interface Outcome extends LogOddsOutcome {
  readonly repo: string;
  readonly kind: CalibratedKind;
}

/** Of something within a word, with what decides whether it is shown. */
interface OutcomeInWord extends Outcome {
  readonly text: string;
  /** Text of the line before the cursor. */
  readonly lineBefore: string;
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
  const atPositions = outcomesAt(positions);
  const inWords = outcomesInWords(typed);
  const known = new Map<string | undefined, StopCalibration>();
  return (without) => {
    const isGiven = ({ repo }: Outcome) => repo !== without;
    const found = known.get(without) ?? fitKinds(atPositions.filter(isGiven), inWords.filter(isGiven));
    known.set(without, found);
    return found;
  };
}

function fitKinds(atPositions: readonly Outcome[], inWords: readonly OutcomeInWord[]): StopCalibration {
  const fit = (outcomes: readonly Outcome[], wanted: CalibratedKind) =>
    fitLogOdds(outcomes.filter(({ kind }) => kind === wanted));
  const ofAll = (outcomes: readonly Outcome[]): StopCalibration => ({
    whole: fit(atPositions, "whole"),
    part: fit(atPositions, "part"),
    wholeInWord: fit(outcomes, "wholeInWord"),
    partInWord: fit(outcomes, "partInWord"),
  });
  // Within words, most of what is probable enough is not shown, and what is shown is right more often.
  const first = ofAll(inWords);
  return ofAll(inWords.filter((outcome) => isShown(outcome, first)));
}

function isShown({ odds, kind, text, lineBefore }: OutcomeInWord, calibration: StopCalibration): boolean {
  const least = leastConfidence(text, { minConfidence: shownThreshold, contradictions: 0, lineBefore });
  return calibrated(odds, kind, calibration) >= least;
}

function outcomesAt(positions: readonly StopsAt[]): readonly Outcome[] {
  return thresholds
    .flatMap((threshold) => chooseOffers(positions, () => uncalibrated, threshold))
    .filter(({ stop }) => !isInWord(stop.kind))
    .map(({ stop, isRight, weight, repo }) => ({ odds: stop.score, kind: stop.kind, isRight, weight, repo }));
}

function outcomesInWords(typed: readonly RecordedRepo[]): readonly OutcomeInWord[] {
  return typed.flatMap(({ repo, lines }) =>
    lines.flatMap((line) => thresholds.flatMap((threshold) => firstAppearances(line, threshold, repo))),
  );
}

/** What someone who types the line is shown within its words, each where it appears; it stays while it is typed. */
function firstAppearances(
  { replayCase, stops }: RecordedLine,
  threshold: number,
  repo: string,
): readonly OutcomeInWord[] {
  let standing: string | undefined;
  return stops.flatMap((list, at) => {
    const shown = mostWorthwhile(list, uncalibrated, threshold);
    const stays = shown !== undefined && standing === `${replayCase.targetLine[at - 1]}${shown.text}`;
    standing = shown?.text;
    if (shown === undefined || stays || !isInWord(shown.kind)) return [];
    const { text, kind, score } = shown;
    const before = lineBefore(replayCase, at);
    if (isCrumb(text, before)) return [];
    const isRight = isRightSoFar(text, replayCase.targetBlock.slice(at));
    return [{ odds: score, kind, isRight, weight: 1, repo, text, lineBefore: before }];
  });
}

function lineBefore({ prefix, targetLine }: ReplayCase, at: number): string {
  return prefix.slice(prefix.lastIndexOf("\n") + 1) + targetLine.slice(0, at);
}

function isInWord(kind: CalibratedKind): boolean {
  return kind === "wholeInWord" || kind === "partInWord";
}
