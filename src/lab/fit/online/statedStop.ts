import { kindOfOffer } from "../../../core/completion/leastConfidence.ts";
import type { StopCalibration } from "../../../core/engine/score/calibration.ts";
import type { EngineOrigin } from "../../../core/types/engine.ts";
import { currentUri } from "../../replay/replayCase.ts";
import type { RecordedLine, RecordedRepo } from "../recordStops.ts";

/** What may need a correction of its own. */
export const kindsOfOffer = ["restOfWord", "afterWord", "elsewhere", "wholeLine"] as const;
export type OfferKind = (typeof kindsOfOffer)[number];

/** A possible suggestion with its stated confidence. */
export interface StatedStop {
  readonly text: string;
  readonly isWhole: boolean;
  /** Of the stated confidence. */
  readonly logOdds: number;
  readonly kind: OfferKind;
  /** An object of its own, by which a suggestion is found again. */
  readonly origin: EngineOrigin;
}

/** What the engine would state of recorded stops, with calibrations fitted without their repository. */
export function stateRecorded(
  repos: readonly RecordedRepo[],
  calibrationWithout: (repo: string) => StopCalibration,
): readonly RecordedRepo<StatedStop>[] {
  return repos.map(({ repo, lines }) => {
    const calibration = calibrationWithout(repo);
    return { repo, lines: lines.map((line) => stateLine(line, calibration)) };
  });
}

function stateLine({ replayCase, stops }: RecordedLine, calibration: StopCalibration): RecordedLine<StatedStop> {
  const { prefix, targetLine, path } = replayCase;
  const given = prefix.slice(prefix.lastIndexOf("\n") + 1);
  const stated = stops.map((list, at) => {
    const lineBefore = given + targetLine.slice(0, at);
    return list.map(({ text, isWhole, kind, score }): StatedStop => {
      const { slope, shift } = calibration[kind];
      const start = starts[kindOfOffer(text, lineBefore)];
      const origin = { uri: currentUri(replayCase), path, line: 0 };
      const offerKind = isWhole && start !== "restOfWord" ? "wholeLine" : start;
      return { text, isWhole, logOdds: slope * score + shift, kind: offerKind, origin };
    });
  });
  return { replayCase, stops: stated };
}

const starts = {
  goesOnWithLetter: "restOfWord",
  goesOnWithWord: "restOfWord",
  followsWord: "afterWord",
  elsewhere: "elsewhere",
} as const;
