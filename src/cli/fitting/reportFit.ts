import { orderStops } from "../../core/local/chooseStop.ts";
import type { StopTable } from "./buildStopTable.ts";
import type { SampledTable } from "./buildTable.ts";
import type { Judged } from "./crossValidate.ts";
import { atThreshold, calibrationError, type Offer, rightAmongSurest } from "./curveFigures.ts";
import { groupBy } from "./groupBy.ts";
import type { Sample } from "./sampleCursors.ts";

/** An offer in a case by which the engine is judged. */
export interface JudgedOffer extends Offer {
  readonly lang: string;
  readonly repo: string;
  readonly characters: number;
}

const thresholds = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];

/** The likeliest whole line in each judged case; right if it is the whole rest of the line. */
export function lineOffers(table: SampledTable, judged: readonly Judged[]): readonly JudgedOffer[] {
  return judged.flatMap(({ group, probabilities }) => {
    const sample = table.samples[group];
    if (!sample?.isYardstick) return [];
    const best = probabilities.indexOf(Math.max(...probabilities));
    const isRight = table.right[(table.starts[group] ?? 0) + best] === 1;
    const characters = isRight ? sample.target.trim().length : 0;
    return [{ confidence: probabilities[best] ?? 0, isRight, ...whereFrom(sample), characters }];
  });
}

/** What would be shown at a threshold with stops: right if it is right to its last character. */
export function stopOffers(
  stops: StopTable,
  table: SampledTable,
  confidences: Float32Array,
  threshold: number,
): readonly JudgedOffer[] {
  const bySample = groupBy(stops.stops.keys(), (at) => stops.sampleOf[at] ?? 0);
  return [...bySample].flatMap(([group, members]) => {
    const sample = table.samples[group];
    if (!sample?.isYardstick) return [];
    const rated = members.flatMap((at) => {
      const stop = stops.stops[at];
      return stop === undefined ? [] : [{ ...stop, confidence: confidences[at] ?? 0, at }];
    });
    const [chosen] = orderStops(rated, threshold);
    if (chosen === undefined) return [];
    const isRight = stops.right[rated.find(({ text }) => text === chosen.text)?.at ?? -1] === 1;
    const characters = isRight ? chosen.text.trim().length : 0;
    return [{ confidence: chosen.confidence, isRight, ...whereFrom(sample), characters }];
  });
}

function whereFrom({ run }: Sample): { readonly lang: string; readonly repo: string } {
  return { lang: run.replayCase.lang, repo: run.replayCase.repo };
}

/** Prints the curve of whole lines, over all and by language. */
export function printLines(offers: readonly JudgedOffer[], print: (line: string) => void): void {
  const total = offers.length;
  print(`\nWhole rest of the line: ${total} natural lines, calibration error ${calibrationError(offers).toFixed(3)}`);
  for (const threshold of thresholds) {
    const { shown, right } = atThreshold(offers, total, threshold);
    print(`confidence ≥ ${threshold.toFixed(1)}: shown ${percent(shown)}, exact ${percent(right)}`);
  }
  const byLanguage = groupBy(offers, ({ lang }) => lang);
  for (const [name, members] of [["all", offers] as const, ...byLanguage]) {
    const figures = [0.1, 0.2, 0.3].map((share) => percent(rightAmongSurest(members, members.length, share)));
    print(`${name}: exact among the surest 10 / 20 / 30 %: ${figures.join(" / ")}`);
  }
}

/** Prints what is shown and right when suggestions may stop early. */
export function printStops(
  offersAt: (threshold: number) => readonly JudgedOffer[],
  total: number,
  print: (line: string) => void,
): void {
  print("\nWith stops at confident boundaries:");
  for (const threshold of [...thresholds.filter((each) => each > 0), 0.55, 0.45, 0.35]) {
    const offers = offersAt(threshold);
    const right = offers.filter(({ isRight }) => isRight).length / Math.max(1, offers.length);
    const characters = offers.reduce((sum, offer) => sum + offer.characters, 0) / total;
    const error = calibrationError(offers).toFixed(3);
    print(
      `confidence ≥ ${threshold.toFixed(2)}: shown ${percent(offers.length / total)}, right ${percent(right)}, ` +
        `characters saved per line ${characters.toFixed(2)}, calibration error ${error}`,
    );
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
