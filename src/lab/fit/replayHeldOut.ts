import type { Engine } from "../../core/engine/engine.ts";
import { confidenceThresholds } from "../../core/engine/score/thresholds.ts";
import type { EngineScore } from "../replay/engineScore.ts";
import { feelTable } from "../replay/engineTables.ts";
import { summarizeFeel } from "../replay/feelReport.ts";
import type { ReplayCase } from "../replay/replayCase.ts";
import { type EngineRow, isEngineCase, replayEngine } from "../replay/replayEngine.ts";
import { replayTyping, type TypingRow } from "../replay/replayTyping.ts";
import { type FeelRow, replayTypingFeel } from "../replay/replayTypingFeel.ts";
import { calibrationError, chanceError } from "./curveFigures.ts";
import { groupBy } from "./groupBy.ts";
import { createRandom } from "./random.ts";

const maxLines = 6;
const blockThresholds = [confidenceThresholds.balanced, 0.2];

/** Types the judged lines and asks for blocks, with an engine fitted without the repository, and prints the figures. */
export async function replayHeldOut(
  cases: readonly ReplayCase[],
  engineWithout: (repo: string) => Engine,
  print: (line: string) => void,
): Promise<void> {
  const signal = new AbortController().signal;
  const host = { now: () => performance.now(), pause: () => Promise.resolve(), onProgress: () => undefined };
  const options = { minConfidence: confidenceThresholds.balanced, maxLines, mayStopEarly: true };
  const typed: TypingRow[] = [];
  const blocks: EngineRow[] = [];
  const felt: FeelRow[] = [];
  for (const [repo, members] of groupBy(cases.filter(isEngineCase), (each) => each.repo)) {
    const engine = engineWithout(repo);
    typed.push(...(await replayTyping(members, engine, { ...options, looksUpAt: "tokens" }, host, signal)));
    felt.push(...(await replayTypingFeel(members, engine, options, host, signal)));
    const rows = await replayEngine(members, engine, { ...options, thresholds: blockThresholds }, host, signal);
    blocks.push(...rows.filter(({ score }) => score.blockLines > 0));
  }
  print(`\nTyping at "balanced", repository left out:`);
  const byLanguage = groupBy(typed, ({ replayCase }) => replayCase.lang);
  for (const [name, rows] of [["all", typed] as const, ...byLanguage]) print(`${name}: ${typingFigures(rows)}`);
  print("\nTyped character by character under the product's rules, repository left out:");
  print(feelTable(summarizeFeel(felt)));
  const several = felt.flatMap(({ offers }) => offers).filter(({ text }) => text.includes("\n"));
  print(
    `offers of several lines: ${several.length}, right to the last character: ${several.filter(({ accepted }) => accepted).length}`,
  );
  print("\nOffers of several lines, where stops are offered too:");
  for (const each of blockThresholds) printBlocks(each, blocks, print);
}

function printBlocks(threshold: number, blocks: readonly EngineRow[], print: (line: string) => void): void {
  const scores = blocks.filter((row) => row.threshold === threshold).map(({ score }) => score);
  const sum = (of: (score: EngineScore) => number) => scores.reduce((total, score) => total + of(score), 0);
  const lines = sum(({ blockLines }) => blockLines);
  const share = ((100 * sum(({ blockLinesExact }) => blockLinesExact)) / Math.max(1, lines)).toFixed(1);
  const said = (sum(({ confidence }) => confidence) / Math.max(1, scores.length)).toFixed(2);
  const right = (sum(({ useful }) => Number(useful)) / Math.max(1, scores.length)).toFixed(2);
  const offers = scores.map(({ confidence, useful }) => ({ confidence, isRight: useful, weight: 1 }));
  const errors = [calibrationError(offers), chanceError(offers, createRandom(1))].map((each) => each.toFixed(3));
  print(
    `first line from ${threshold}: ${scores.length} offers, ${lines} lines, of which ${share} % exact; ` +
      `whole offers right ${right}, said ${said}, calibration error ${errors[0]} (of it by chance ${errors[1]})`,
  );
}

function typingFigures(rows: readonly TypingRow[]): string {
  const sum = (of: (row: TypingRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const plain = sum(({ plainKeys }) => plainKeys);
  const keys = sum((row) => row.keys);
  const saved = (100 * (1 - keys / plain)).toFixed(1);
  const wrong = ((100 * sum(({ falseOffers }) => falseOffers)) / keys).toFixed(1);
  return `${saved} % of keystrokes saved, ${wrong} false offers per 100 keystrokes`;
}
