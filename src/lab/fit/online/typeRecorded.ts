import { orderStops } from "../../../core/engine/answer/chooseStop.ts";
import type { EmbeddedEngine } from "../../../core/types/engine.ts";
import { type FeelOptions, type FeelRow, typeWithFeel } from "../../replay/replayTypingFeel.ts";
import { typingRhythm } from "../../replay/typingRhythm.ts";
import { probability } from "../logOddsLine.ts";
import type { RecordedLine } from "../recordStops.ts";
import type { Recalibrator, ShownOffer } from "./recalibrator.ts";
import type { StatedStop } from "./statedStop.ts";

/** Lines typed in order, and what was shown. */
export interface TypedLines {
  readonly rows: readonly FeelRow[];
  readonly shown: readonly ShownOffer[];
}

/**
 * Types recorded lines in order through the whole product. Its thresholds are applied to corrected confidences, and after
 * each line the recalibrator learns what became of the offers.
 */
export async function typeRecorded(
  lines: readonly RecordedLine<StatedStop>[],
  recalibrator: Recalibrator,
  options: FeelOptions,
): Promise<TypedLines> {
  const rows: FeelRow[] = [];
  const shown: ShownOffer[] = [];
  for (const [index, line] of lines.entries()) {
    const engine = recordedEngine(line, recalibrator);
    const row = await typeWithFeel(line.replayCase, engine, options, typingRhythm(index + 1));
    const stopOf = new Map<unknown, StatedStop>(line.stops.flat().map((stop) => [stop.origin, stop]));
    const { languageId } = line.replayCase;
    const seen = row.offers.flatMap(({ origin, confidence, accepted }): readonly ShownOffer[] => {
      const stop = stopOf.get(origin);
      if (stop === undefined || confidence === undefined) return [];
      const { logOdds, kind } = stop;
      return [{ logOdds, kind, languageId, confidence, isRight: accepted }];
    });
    for (const offer of seen) recalibrator.learn(offer);
    rows.push(row);
    shown.push(...seen);
  }
  return { rows, shown };
}

/** An engine that gives the recorded answers of one line with corrected confidences. */
function recordedEngine({ replayCase, stops }: RecordedLine<StatedStop>, recalibrator: Recalibrator): EmbeddedEngine {
  const { languageId, prefix } = replayCase;
  const rate = (stop: StatedStop) => {
    return { ...stop, confidence: probability(recalibrator.correct({ ...stop, languageId })) };
  };
  return {
    *learn() {
      // Has read all files.
    },
    edit: () => true,
    forget: () => undefined,
    versionOf: () => undefined,
    bytes: 0,
    answer: (cursor, _, options) => {
      const rated = (stops[cursor.prefix.length - prefix.length] ?? []).map(rate);
      const found = orderStops(rated, options).find(
        ({ text, confidence }) => options.accepts?.(text, confidence) ?? true,
      );
      return found ? [{ text: found.text, confidence: found.confidence, origin: found.origin }] : [];
    },
  };
}
