/**
 * `node src/lab/bench/waitForModel.ts`: simulates how long to hold the embedded suggestion back for the model's. It
 * shows whose suggestion would be shown how often and when, in a simulated typing rhythm, not which one people prefer.
 */

import { adaptiveDelay } from "../../core/server/guards/adaptiveDelay.ts";
import { createRandom } from "../fit/random.ts";
import { percent, textTable } from "../replay/textTable.ts";

/**
 * Mean and deviation of the time between two keys, in milliseconds: Dhakal et al., CHI 2018, 136 million keystrokes.
 */
const meanMs = 239;
const deviationMs = 112;
/** Assumption: a rest of 0.6 to 3 s follows one key in seven. Only then can a suggestion be read. */
const restShare = 1 / 7;
const restMs = { least: 600, most: 3_000 };
/** Duration of a fixation while reading, in milliseconds: Rayner, Psychological Bulletin 1998. */
const glanceMs = 250;
const embeddedMs = 10;
/** Assumptions: milliseconds from the first token to the end of the first line, and the variation of latency. */
const restOfLineMs = 80;
const swing = 0.3;

const gapCount = 20_000;
const latencies = [50, 150, 300, 600, 1_200];
const waits = [0, 200, 400, 800];

interface Gap {
  readonly ms: number;
  readonly isRest: boolean;
  readonly swing: number;
}

/** Returns times between keys: log-normal while typing, uniform for rests. */
function typeAway(): readonly Gap[] {
  const random = createRandom(1);
  const variance = Math.log(1 + (deviationMs / meanMs) ** 2);
  const middle = Math.log(meanMs) - variance / 2;
  return Array.from({ length: gapCount }, () => {
    const isRest = random() < restShare;
    const normal = Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
    const typed = Math.exp(middle + Math.sqrt(variance) * normal);
    const ms = isRest ? restMs.least + random() * (restMs.most - restMs.least) : typed;
    return { ms, isRest, swing: 1 + swing * (2 * random() - 1) };
  });
}

/** Returns one row of the table. Both answer at every key, the model `latencyMs` after the request. */
function weigh(gaps: readonly Gap[], latencyMs: number, waitMs: number): readonly string[] {
  const delayMs = adaptiveDelay(meanMs, latencyMs, "balanced");
  const shown = gaps.map((gap) => {
    const modelMs = delayMs + latencyMs * gap.swing + restOfLineMs;
    const atMs = Math.min(modelMs, Math.max(embeddedMs, waitMs));
    return { ...gap, atMs, isModel: modelMs <= atMs, lateMs: modelMs - atMs };
  });
  const rests = shown.filter(({ isRest }) => isRest);
  const times = rests.map(({ atMs }) => atMs).sort((a, b) => a - b);
  const share = (part: readonly unknown[], whole: readonly unknown[]) => percent(part.length / whole.length);
  const unread = rests.filter(({ isModel, lateMs, ms, atMs }) => !isModel && lateMs < glanceMs && atMs + lateMs < ms);
  const flashes = shown.filter(({ atMs, ms }) => atMs < ms && ms - atMs < glanceMs);
  return [
    String(latencyMs),
    String(waitMs),
    share(
      rests.filter(({ isModel, atMs, ms }) => isModel && atMs < ms),
      rests,
    ),
    String(Math.round(times[Math.floor(times.length / 2)] ?? 0)),
    share(unread, rests),
    share(flashes, shown),
  ];
}

const header = ["first token ms", "wait ms", "model shown %", "shown after ms", "could be exchanged %", "flashes %"];
const gaps = typeAway();
console.log(`${gapCount} gaps between keys; the first three figures are of the rests, the last is of all gaps.\n`);
console.log(
  textTable(
    header,
    latencies.flatMap((latency) => waits.map((wait) => weigh(gaps, latency, wait))),
  ),
);
