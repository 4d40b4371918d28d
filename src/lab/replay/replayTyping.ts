import type { Cursor } from "../../core/types/cursor.ts";
import type { EmbeddedEngine, EngineOptions } from "../../core/types/engine.ts";
import { lineBaselines } from "./baselines/lineBaselines.ts";
import { recentOf } from "./contender.ts";
import { scoreAnswer } from "./engineScore.ts";
import { forEachCase } from "./forEachCase.ts";
import { cursorOf, type ReplayCase } from "./replayCase.ts";
import type { ReplayHost } from "./replayRetrieval.ts";

/** Result of typing one target line with an engine. */
export interface TypingRow {
  readonly replayCase: ReplayCase;
  /** Keys without suggestions: one per character. */
  readonly plainKeys: number;
  /** Keys used: one per typed character and one per accepted suggestion. */
  readonly keys: number;
  readonly offers: number;
  readonly falseOffers: number;
}

/**
 * Types each target line and requests a suggestion after every token or character. An exactly right one is accepted;
 * any other is counted as wrong, once for as long as it stays the same.
 */
export async function replayTyping(
  cases: readonly ReplayCase[],
  engine: EmbeddedEngine,
  options: Omit<EngineOptions, "limit"> & { readonly looksUpAt: "tokens" | "characters" },
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly TypingRow[]> {
  const rows: TypingRow[] = [];
  await forEachCase(cases, [engine], host, signal, (replayCase) => {
    rows.push(typeLine(replayCase, helperOf(engine, replayCase, options)));
  });
  return rows;
}

/** Types each target line with VS Code's word suggestions, requested at every character. */
export async function typeWithWords(
  cases: readonly ReplayCase[],
  host: ReplayHost,
  signal: AbortSignal,
): Promise<readonly TypingRow[]> {
  const rows: TypingRow[] = [];
  for (const replayCase of cases) {
    await host.pause();
    if (signal.aborted) break;
    const suggest = (typed: string) =>
      lineBaselines.wordBased({ ...replayCase, prefix: replayCase.prefix + typed })?.text;
    rows.push(typeLine(replayCase, { suggest, nextStep: nextCharacter, follow: () => undefined }));
  }
  return rows;
}

/** Something that suggests while a line is typed. */
interface Helper {
  readonly suggest: (typed: string, version: number) => string | undefined;
  /** Returns the text to type before the next request. */
  readonly nextStep: (rest: string) => string;
  /** Is called with each typed step. */
  readonly follow: (typed: string, step: string, version: number) => void;
}

function helperOf(
  engine: EmbeddedEngine,
  replayCase: ReplayCase,
  { looksUpAt, ...asked }: Omit<EngineOptions, "limit"> & { readonly looksUpAt: "tokens" | "characters" },
): Helper {
  const options = { ...asked, limit: 1 };
  const recent = recentOf(replayCase);
  const cursorAt = (typed: string, version: number) => ({ ...cursorOf(replayCase, typed), version });
  return {
    suggest: (typed, version) => engine.answer(cursorAt(typed, version), recent, options)[0]?.text,
    nextStep: looksUpAt === "tokens" ? nextToken : nextCharacter,
    follow: (typed, step, version) => followTyping(engine, cursorAt(typed, version), step, version),
  };
}

function typeLine(replayCase: ReplayCase, { suggest, nextStep, follow }: Helper): TypingRow {
  const line = replayCase.targetLine.trimEnd();
  let typed = "";
  let standing = "";
  let keys = 0;
  let offers = 0;
  let falseOffers = 0;
  for (let version = 1; typed.length < line.length; ) {
    const text = suggest(typed, version) ?? "";
    const score = scoreAnswer(replayCase, { text, confidence: 1, origin: undefined }, typed);
    let step = nextStep(line.slice(typed.length));
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
    version++;
    follow(typed, step, version);
    typed += step;
  }
  return { replayCase, plainKeys: line.length, keys, offers, falseOffers };
}

/** Returns how many characters of the line an accepted suggestion inserts, ignoring white space. */
export function matchedChars(line: string, text: string): number {
  const solid = text.replace(/\s+/g, "").length;
  let seen = 0;
  let at = 0;
  for (; at < line.length && seen < solid; at++) if (!/\s/.test(line[at] ?? "")) seen++;
  return at;
}

/** Returns the next token: a word, a number, or one other character, with the space before it. */
function nextToken(text: string): string {
  return /^\s*(?:[\p{L}\p{N}_$]+|.)/su.exec(text)?.[0] ?? text;
}

/** Returns the next character, with the space before it. */
export function nextCharacter(text: string): string {
  return /^\s*./su.exec(text)?.[0] ?? text;
}

/** Applies the typed text to the engine, like an editor's change event. */
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

/** Figures of typing over some rows, in [0, 1]. */
export interface TypingFigures {
  readonly lines: number;
  /** Share of keystrokes saved. */
  readonly saved: number;
  readonly falseOffersPer100Keys: number;
  readonly offers: number;
}

/** Computes the figures of typed lines. */
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
