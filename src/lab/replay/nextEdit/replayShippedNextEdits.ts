import { createNextEditModel } from "../../../core/nextEdit/confidence.ts";
import { nextEditModel } from "../../../core/nextEdit/generated/nextEditModel.ts";
import { nextEditThresholds } from "../../../core/nextEdit/thresholds.ts";
import type { ReplayHost } from "../replayRetrieval.ts";
import { createPredictor } from "./createPredictor.ts";
import { foldModels } from "./generated/foldModels.ts";
import type { NextEditCase } from "./nextEditCase.ts";
import { type NextEditReport, replayNextEdits } from "./replayNextEdits.ts";

/**
 * Replays the shipped rules and confidence. The moments of a repository that the confidence was fitted on are judged
 * with a model fitted without that repository.
 */
export function replayShippedNextEdits(
  cases: readonly NextEditCase[],
  hostOf: (name: string) => ReplayHost,
): Promise<NextEditReport> {
  const shipped = createNextEditModel(nextEditModel);
  const folds = new Map(Object.entries(foldModels).map(([repo, table]) => [repo, createNextEditModel(table)]));
  const simulations = [
    ...Object.values(nextEditThresholds).map((threshold) => ({ threshold, grain: "edit" as const })),
    { threshold: nextEditThresholds.balanced, grain: "piece" as const },
  ];
  const plan = { threshold: nextEditThresholds.balanced, simulations };
  return replayNextEdits(cases, (repo) => createPredictor(folds.get(repo) ?? shipped), plan, hostOf);
}
