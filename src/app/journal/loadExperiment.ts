import { type ExperimentFigures, ExperimentSummary } from "../../core/statistics/experimentSummary.ts";
import type { Experiment } from "../../core/variants/experiment.ts";
import type { EventJournal } from "./eventJournal.ts";

/** An experiment and what is recorded of it. */
export interface LoadedExperiment {
  readonly experiment: Experiment;
  readonly figures: ExperimentFigures;
}

/** Reads the days of an experiment and sums them up. */
export async function loadExperiment(journal: EventJournal, experiment: Experiment): Promise<LoadedExperiment> {
  const { startedAt, stoppedAt, offersEach, variants } = experiment;
  const [first, second] = variants;
  const summary = new ExperimentSummary({ ids: [first.id, second.id], offersEach, startedAt, stoppedAt });
  const to = (stoppedAt ?? Number.POSITIVE_INFINITY) + 1;
  await journal.read({ from: startedAt, to }, (event) => summary.add(event));
  return { experiment, figures: summary.finish() };
}
