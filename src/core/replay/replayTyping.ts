import type { Cursor } from "../types/cursor.ts";
import type { EmbeddedEngine, EngineOptions } from "../types/engine.ts";
import { recentOf } from "./contender.ts";
import { scoreAnswer } from "./engineScore.ts";
import { LearnerFeed } from "./learnerFeed.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import { type ReplayHost, runSliced } from "./replayRetrieval.ts";

/** How one target line was typed with an engine's help. */
export interface TypingRow {
  readonly replayCase: ReplayCase;
  /** Keys the line takes without help: one per character. */
  readonly plainKeys: number;
  /** Keys it took: one per character typed and one per suggestion accepted. */
  readonly keys: number;
  readonly offers: number;
  readonly falseOffers: number;
}

/**
 * Types each target line token by token; a suggestion is accepted when it is exactly right, and counted as false
 * otherwise. One that still stands after more was typed is the same offer and not counted twice.
 */
export async function replayTyping(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  options: Omit<EngineOptions, "limit">,
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly TypingRow[]> {
  const rows: TypingRow[] = [];
  const feed = new LearnerFeed([engine]);
  for (const [index, replayCase] of cases.entries()) {
    await runSliced(feed.open(replayCase), host);
    if (signal.aborted) return rows;
    rows.push(typeLine(replayCase, engine, { ...options, limit: 1 }));
    host.onProgress(index + 1, cases.length);
    await host.pause();
  }
  return rows;
}

function typeLine(replayCase: ReplayCase, engine: EmbeddedEngine, options: EngineOptions): TypingRow {
  const recent = recentOf(replayCase);
  const line = replayCase.targetLine.trimEnd();
  let typed = "";
  let standing = "";
  let keys = 0;
  let offers = 0;
  let falseOffers = 0;
  for (let version = 1; typed.length < line.length; ) {
    const cursor = { ...cursorOf(replayCase, typed), version };
    const [answer] = engine.answer(cursor, recent, options);
    const score = scoreAnswer(replayCase, answer, typed);
    const text = answer?.text ?? "";
    let step = nextToken(line.slice(typed.length));
    if (score.useful) {
      offers++;
      keys++;
      step = line.slice(typed.length, typed.length + matchedChars(line.slice(typed.length), text));
    } else {
      const isNew = score.shown && text !== standing;
      if (isNew) offers++;
      if (isNew) falseOffers++;
      keys += step.length;
    }
    standing = text.startsWith(step) ? text.slice(step.length) : "";
    typed += step;
    version++;
    followTyping(engine, cursor, step, version);
  }
  return { replayCase, plainKeys: line.length, keys, offers, falseOffers };
}

/** How much of the line an accepted suggestion brings: its characters, white space aside. */
function matchedChars(line: string, text: string): number {
  const solid = text.replace(/\s+/g, "").length;
  let seen = 0;
  let at = 0;
  for (; at < line.length && seen < solid; at++) if (!/\s/.test(line[at] ?? "")) seen++;
  return at;
}

/** What a person types before looking up again: a word, a number, or one other character, with the space before it. */
function nextToken(text: string): string {
  return /^\s*(?:[\p{L}\p{N}_$]+|.)/su.exec(text)?.[0] ?? text;
}

/** Tells the engine of the typed text, as an editor's change event would. */
function followTyping(
  engine: EmbeddedEngine,
  { uri, line, prefix, suffix }: Cursor,
  step: string,
  version: number,
): void {
  const before = prefix.slice(prefix.lastIndexOf("\n") + 1);
  const after = suffix.split("\n", 1)[0] ?? "";
  engine.edit(uri, version, [{ startLine: line, endLine: line + 1, lines: [before + step + after] }]);
}

/** Figures of typing over some rows; shares are fractions. */
export interface TypingFigures {
  readonly lines: number;
  /** Share of keystrokes saved. */
  readonly saved: number;
  readonly falseOffersPer100Keys: number;
  readonly offers: number;
}

/** Sums up typed lines. */
export function summarizeTyping(rows: readonly TypingRow[]): TypingFigures {
  const sum = (of: (row: TypingRow) => number) => rows.reduce((total, row) => total + of(row), 0);
  const keys = sum((row) => row.keys);
  return {
    lines: rows.length,
    saved:
      1 -
      keys /
        Math.max(
          1,
          sum((row) => row.plainKeys),
        ),
    falseOffersPer100Keys: (100 * sum((row) => row.falseOffers)) / Math.max(1, keys),
    offers: sum((row) => row.offers),
  };
}
