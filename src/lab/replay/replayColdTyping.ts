import type { EmbeddedEngine } from "../../core/types/engine.ts";
import { type FeelFigures, glanceCost, summarizeFeel } from "./feelReport.ts";
import { fileStartCase } from "./fileStartCase.ts";
import type { ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";
import { replayTypingFeel } from "./replayTypingFeel.ts";
import { percent, textTable } from "./textTable.ts";

/** What is typed, and what the engine knows meanwhile. */
const situations = {
  "a new file, nothing else known": { isNew: true, isAlone: true },
  "a new file": { isNew: true, isAlone: false },
  "any line, nothing else known": { isNew: false, isAlone: true },
} as const;

/** Types lines where little is known, with the whole product. Returns figures by situation. */
export async function replayColdTyping(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  minConfidence: number,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<Readonly<Record<string, FeelFigures>>> {
  const starts = cases.flatMap((each) => fileStartCase(each) ?? []);
  const report: Record<string, FeelFigures> = {};
  for (const [name, { isNew, isAlone }] of Object.entries(situations)) {
    const typed = (isNew ? starts : cases).map((each) => (isAlone ? { ...each, recent: [] } : each));
    report[name] = summarizeFeel(await replayTypingFeel(typed, engine, { minConfidence, maxLines: 1 }, host, signal));
  }
  return report;
}

/** Renders what typing saves where little is known. @param name of the engine */
export function coldTypingTable(name: string, report: Readonly<Record<string, FeelFigures>>): string {
  const rows = Object.entries(report).map(([typed, feel]) => [
    typed,
    String(feel.lines),
    percent(feel.saved),
    feel.offersPer100Keys.toFixed(1),
    feel.falseOffersPer100Keys.toFixed(1),
    feel.meanAcceptedCharacters.toFixed(1),
    percent(feel.netBenefit),
  ]);
  const net = `net benefit (a glance costs ${glanceCost})`;
  return textTable(
    [name, "lines", "keystrokes saved", "offers / 100 keys", "wrong / 100 keys", "characters per accepted", net],
    rows,
  );
}
