import { parentPort, workerData } from "node:worker_threads";
import { languages } from "../core/code/languages/languages.ts";
import { createEngine } from "../core/engine/engine.ts";
import { loadLanguageLibrary } from "../core/engine/language/languageLibrary.ts";
import type { Translate } from "../core/types/translate.ts";
import { english } from "../core/types/translate.ts";
import { gitIn } from "../git/gitIn.ts";
import { reasonOf } from "../git/reasonOf.ts";
import { contenders } from "../lab/replay/contenders.ts";
import { type EvaluationPlan, evaluate } from "../lab/replay/evaluate.ts";
import type { EvaluationMessage, EvaluationOrder } from "../lab/replay/evaluationMessages.ts";
import { evaluationPage } from "../lab/replay/evaluationPage.ts";
import { casesFromHistory } from "../lab/replay/history/casesFromHistory.ts";

/** Minimum time between two progress messages, in milliseconds. */
const paceMs = 100;

/**
 * Runs `Hunch: Evaluate on This Repository` in a worker thread, so that the editor stays responsive. A message from the
 * starter stops the work. The starter ends the thread after the last message.
 */
async function run({
  folder,
  name,
  cases: limit,
  threshold,
  maxLines,
  texts,
}: EvaluationOrder): Promise<EvaluationMessage> {
  const stop = new AbortController();
  parentPort?.once("message", () => stop.abort());
  const startedAt = performance.now();
  const history = {
    name,
    limit,
    languageIdOf: (path: string) => languages.ofPath(path),
    onProgress: progressOf("history"),
  };
  await using git = gitIn(folder);
  const cases = await casesFromHistory(git, history, stop.signal);
  if (cases.length === 0) return { kind: "empty" };
  const plan: EvaluationPlan = {
    contenders: [contenders.none(), contenders.copilotLike(), contenders.hunch()],
    budgets: [1000, 2000],
    engine: createEngine(await loadLanguageLibrary()),
    threshold,
    maxLines,
    typing: true,
    coldStart: false,
  };
  const hostOf = (part: string) => ({
    now: () => performance.now(),
    // Messages arrive only between two turns of the event loop.
    pause: () => new Promise<void>((resolve) => setImmediate(resolve)),
    onProgress: progressOf(part),
  });
  const report = await evaluate(cases, plan, hostOf, stop.signal);
  const seconds = (performance.now() - startedAt) / 1_000;
  const t: Translate = (text, ...args) => english(texts[text] ?? text, ...args);
  return { kind: "page", text: evaluationPage(report, { name, seconds, t }) };
}

function progressOf(part: string): (done: number, total: number) => void {
  let told = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (done < total && performance.now() - told < paceMs) return;
    told = performance.now();
    post({ kind: "progress", part, done, total });
  };
}

function post(message: EvaluationMessage): void {
  parentPort?.postMessage(message);
}

void run(workerData)
  .catch((error: unknown): EvaluationMessage => ({ kind: "failed", reason: reasonOf(error) }))
  .then(post);
