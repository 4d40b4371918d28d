import { summarizeFeel } from "../../replay/feelReport.ts";
import type { FeelRow } from "../../replay/replayTypingFeel.ts";
import { mean } from "../../replay/statistics.ts";
import { percent } from "../../replay/textTable.ts";
import { calibrationError, chanceError } from "../curveFigures.ts";
import { createRandom } from "../random.ts";
import type { ShownOffer } from "./recalibrator.ts";

export const statedHeader = ["stated", "right", "log loss", "error", "by chance"];

/** Returns what was stated of offers, and how true that was. */
export function statedCells(shown: readonly ShownOffer[]): readonly string[] {
  const stated = average(shown.map(({ confidence }) => confidence));
  const right = average(shown.map(({ isRight }) => Number(isRight)));
  const errors = [average(losses(shown)), ...errorsOf(shown)].map((each) => each.toFixed(3));
  return [percent(stated), percent(right), ...errors];
}

/** Returns the log loss of each offer. */
export function losses(shown: readonly ShownOffer[]): readonly number[] {
  return shown.map(({ confidence, isRight }) => -Math.log(isRight ? confidence : 1 - confidence));
}

/** Returns the calibration error less what chance alone makes. */
export function errorBeyondChance(shown: readonly ShownOffer[]): number {
  const [error, byChance] = errorsOf(shown);
  return error - byChance;
}

function errorsOf(shown: readonly ShownOffer[]): readonly [error: number, byChance: number] {
  const offers = shown.map((offer) => ({ ...offer, weight: 1 }));
  return [calibrationError(offers), chanceError(offers, createRandom(1))];
}

export const feelHeader = ["saved", "offers / 100 keys", "wrong / 100 keys", "net benefit"];

/** Returns what typing with the suggestions was like. */
export function feelCells(rows: readonly FeelRow[]): readonly string[] {
  const { saved, offersPer100Keys, falseOffersPer100Keys, netBenefit } = summarizeFeel(rows);
  return [percent(saved), offersPer100Keys.toFixed(1), falseOffersPer100Keys.toFixed(1), percent(netBenefit)];
}

/** Formats the mean, the least and the greatest of the repositories' values. */
export function spread(values: readonly number[], format: (value: number) => string): string {
  return `${format(average(values))} (${format(Math.min(...values))} to ${format(Math.max(...values))})`;
}

/** Formats a difference of shares in percentage points. */
export function points(difference: number): string {
  return (100 * difference).toFixed(2);
}

export function average(values: readonly number[]): number {
  return mean(values) ?? 0;
}

export function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}

/** Returns the first value of the lowest score. */
export function lowest<Value>(values: readonly Value[], scoreOf: (value: Value) => number): Value {
  return values.reduce((best, value) => (scoreOf(value) < scoreOf(best) ? value : best));
}
