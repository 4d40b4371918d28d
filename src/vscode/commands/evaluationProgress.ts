import type { EvaluationMessage } from "../../lab/replay/evaluationMessages.ts";

type Progress = Extract<EvaluationMessage, { kind: "progress" }>;

/** The parts of an evaluation in their order, with what each one does. The engine is measured three times. */
const steps: readonly (readonly [part: string, what: string])[] = [
  ["history", "reading the history"],
  ["retrieval", "finding snippets"],
  ["engine", "completing lines"],
  ["engine", "completing parts of lines"],
  ["engine", "comparing with simple methods"],
  ["typing", "typing lines"],
];

/** Seconds of a step below which no estimate is made: the first items say little. */
const settledSeconds = 3;

/** Returns a function that puts the progress of an evaluation into words, with an estimate for the current step. */
export function describeProgress(): (progress: Progress, nowMs: number) => string {
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
    const what = steps[step]?.[1] ?? progress.part;
    return `step ${step + 1} of ${steps.length}, ${what}: ${done} of ${total}${left === undefined ? "" : `, ${duration(left)} left in this step`}`;
  };
}

/** The next step of this part, or the current one if no later step is of it. */
function nextStep(step: number, part: string): number {
  const next = steps.findIndex(([name], index) => index > step && name === part);
  return next < 0 ? step : next;
}

function duration(seconds: number): string {
  if (seconds < 50) return `about ${Math.max(1, Math.round(seconds / 10)) * 10} seconds`;
  const minutes = Math.round(seconds / 60);
  return `about ${minutes} minute${minutes === 1 ? "" : "s"}`;
}
