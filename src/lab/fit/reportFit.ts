import type { SampledTable } from "./buildTable.ts";
import { atThreshold, calibrationError, chanceError, type Offer, rightAmongSurest, weightOf } from "./curveFigures.ts";
import { groupBy } from "./groupBy.ts";
import type { Judged } from "./judged.ts";
import { createRandom } from "./random.ts";
import type { Sample } from "./sampleCursors.ts";

/** An offer in a judged case. */
export interface JudgedOffer extends Offer {
  readonly lang: string;
  readonly repo: string;
  readonly characters: number;
}

const thresholds = [0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1, 0];

/** Returns the likeliest whole line of each judged case. It is right if it is the whole rest of the line. */
export function lineOffers(table: SampledTable, judged: readonly Judged[]): readonly JudgedOffer[] {
  return judged.flatMap(({ group, probabilities }) => {
    const sample = table.samples[group];
    if (!sample?.isYardstick) return [];
    const best = probabilities.indexOf(Math.max(...probabilities));
    const isRight = table.right[(table.starts[group] ?? 0) + best] === 1;
    const characters = isRight ? sample.target.trim().length : 0;
    return [{ confidence: probabilities[best] ?? 0, isRight, weight: 1, ...whereFrom(sample), characters }];
  });
}

function whereFrom({ run }: Sample): { readonly lang: string; readonly repo: string } {
  return { lang: run.replayCase.lang, repo: run.replayCase.repo };
}

/** Prints the curve of whole lines, in total and by language. */
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
    print(`${name}: exact among the most confident 10 / 20 / 30 %: ${figures.join(" / ")}`);
  }
}

/** Prints which share of the lines is shown and right if suggestions may stop early. */
export function printStops(
  title: string,
  offersAt: (threshold: number) => readonly JudgedOffer[],
  total: number,
  print: (line: string) => void,
): void {
  print(`\nWith stops at confident boundaries, ${title}:`);
  for (const threshold of [0.8, 0.7, 0.6, 0.55, 0.5, 0.45, 0.4, 0.35, 0.3, 0.2, 0.1]) {
    const offers = offersAt(threshold);
    const shown = weightOf(offers);
    const right = weightOf(offers.filter(({ isRight }) => isRight)) / Math.max(1e-9, shown);
    const characters = offers.reduce((sum, offer) => sum + offer.weight * offer.characters, 0) / total;
    const errors = [calibrationError(offers), chanceError(offers, createRandom(1))].map((each) => each.toFixed(3));
    print(
      `confidence ≥ ${threshold.toFixed(2)}: shown ${percent(shown / total)}, right ${percent(right)}, ` +
        `characters saved per line ${characters.toFixed(2)}, calibration error ${errors[0]} (of it by chance ${errors[1]})`,
    );
  }
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}
