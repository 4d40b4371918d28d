import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { EvaluationMessage } from "../../lab/replay/evaluationMessages.ts";

type Progress = Extract<EvaluationMessage, { kind: "progress" }>;

/** The parts of an evaluation in their order, with what each one does. The engine is measured three times. */
const steps: readonly (readonly [part: string, what: string])[] = [
  ["history", translatable("reading the history")],
  ["retrieval", translatable("finding snippets")],
  ["engine", translatable("completing lines")],
  ["engine", translatable("completing parts of lines")],
  ["engine", translatable("comparing with simple methods")],
  ["typing", translatable("typing lines")],
];

/** Seconds of a step below which no estimate is made: the first items say little. */
const settledSeconds = 3;

/** Returns a function that puts the progress of an evaluation into words, with an estimate for the current step. */
export function describeProgress(t: Translate): (progress: Progress, nowMs: number) => string {
  let step = 0;
  let startedAt: number | undefined;
  let last: Progress | undefined;
  return (progress, nowMs) => {
    const isNext = last !== undefined && (progress.part !== last.part || progress.done < last.done);
    if (isNext && step < steps.length - 1) step = nextStep(step, progress.part);
    if (isNext || startedAt === undefined) startedAt = nowMs;
    last = progress;
    const { done, total } = progress;
    const seconds = (nowMs - startedAt) / 1_000;
    const left = done > 0 && seconds >= settledSeconds ? (seconds / done) * (total - done) : undefined;
    const parts = [step + 1, steps.length, t(steps[step]?.[1] ?? progress.part), done, total] as const;
    return left === undefined
      ? t("step {0} of {1}, {2}: {3} of {4}", ...parts)
      : t("step {0} of {1}, {2}: {3} of {4}, {5} left in this step", ...parts, duration(left, t));
  };
}

/** The next step of this part, or the current one if no later step is of it. */
function nextStep(step: number, part: string): number {
  const next = steps.findIndex(([name], index) => index > step && name === part);
  return next < 0 ? step : next;
}

function duration(seconds: number, t: Translate): string {
  if (seconds < 50) return t("about {0} seconds", Math.max(1, Math.round(seconds / 10)) * 10);
  const minutes = Math.round(seconds / 60);
  return minutes === 1 ? t("about 1 minute") : t("about {0} minutes", minutes);
}
