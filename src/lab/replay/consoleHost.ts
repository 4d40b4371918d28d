import type { ReplayHost } from "./replayRetrieval.ts";

/** Runs a replay at full speed and prints its progress to stderr. */
export function consoleHost(name: string): ReplayHost {
  const everyMs = process.stderr.isTTY ? 200 : 5000;
  let shown = performance.now();
  return {
    now: () => performance.now(),
    pause: () => Promise.resolve(),
    onProgress: (done, total) => {
      if (done !== total && performance.now() - shown < everyMs) return;
      shown = performance.now();
      const end = process.stderr.isTTY && done !== total ? "\r" : "\n";
      process.stderr.write(`${name}: ${done} of ${total} cases${end}`);
    },
  };
}
