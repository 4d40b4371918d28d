import type { Engine } from "../../core/local/engine.ts";
import { confidenceThresholds } from "../../core/local/thresholds.ts";
import type { ReplayCase } from "../../core/replay/replayCase.ts";
import { isEngineCase, replayEngine } from "../../core/replay/replayEngine.ts";
import { replayTyping, type TypingRow } from "../../core/replay/replayTyping.ts";
import { groupBy } from "./groupBy.ts";

const maxLines = 6;

/** Types the judged lines and asks for blocks, each repository with an engine that never saw it, and prints the figures. */
export async function replayHeldOut(
  cases: readonly ReplayCase[],
  engineWithout: (repo: string) => Engine,
  print: (line: string) => void,
): Promise<void> {
  const signal = new AbortController().signal;
  const host = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };
  const options = { minConfidence: confidenceThresholds.balanced, maxLines, mayStopEarly: true };
  const typed: TypingRow[] = [];
  const blocks = { offers: 0, lines: 0, right: 0 };
  for (const [repo, members] of groupBy(cases.filter(isEngineCase), (each) => each.repo)) {
    const engine = engineWithout(repo);
    typed.push(...(await replayTyping(members, engine, options, host, signal)));
    const rows = await replayEngine(members, engine, { thresholds: [options.minConfidence], maxLines }, host, signal);
    for (const { score } of rows) {
      blocks.offers += score.blockLines > 0 ? 1 : 0;
      blocks.lines += score.blockLines;
      blocks.right += score.blockLinesExact;
    }
  }
  print(`\nTyping at "balanced", repository left out:`);
  const byLanguage = groupBy(typed, ({ replayCase }) => replayCase.lang);
  for (const [name, rows] of [["all", typed] as const, ...byLanguage]) print(`${name}: ${typingFigures(rows)}`);
  const share = ((100 * blocks.right) / Math.max(1, blocks.lines)).toFixed(1);
  print(`\nOffers of several lines: ${blocks.offers}, with ${blocks.lines} lines, of which ${share} % exact`);
}

function typingFigures(rows: readonly TypingRow[]): string {
  const sum = (of: (row: TypingRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const plain = sum(({ plainKeys }) => plainKeys);
  const keys = sum((row) => row.keys);
  const saved = (100 * (1 - keys / plain)).toFixed(1);
  const wrong = ((100 * sum(({ falseOffers }) => falseOffers)) / keys).toFixed(1);
  return `${saved} % of keystrokes saved, ${wrong} false offers per 100 keystrokes`;
}
