import { isEngineCase } from "../replay/replayEngine.ts";
import type { Run } from "./loadRuns.ts";
import type { Random } from "./random.ts";

/** A cursor for the fit, with the text before and after it. */
export interface Sample {
  readonly run: Run;
  /** Text of the run before the cursor. */
  readonly typed: string;
  /** Rest of the line. */
  readonly target: string;
  /** Rest of the run from the cursor on. */
  readonly following: string;
  readonly weight: number;
  /** Whether it is one of the judged cases. */
  readonly isYardstick: boolean;
}

/** Number of additional cursors from the run of each case. */
const perRun = 20;
/** The same for runs from recent files. */
const perFurtherRun = 4;
const weights = { natural: 1, drawnForItsNames: 0.4, further: 0.7, ofRecentFile: 0.4 } as const;
/** Share of additional cursors inside their line, and share of these inside a word. */
const insideShare = 0.45;
const insideWordShare = 0.35;
/** Share of additional cursors whose line gets one more, within a word. */
const inWordShare = 0.5;

/** Returns the case's own cursor, then others in the lines that its author wrote next. */
export function sampleCursors(run: Run, random: Random): readonly Sample[] {
  const { replayCase, written } = run;
  const isFurther = replayCase.sample === "further";
  const isNatural = replayCase.sample === "natural";
  const own = {
    run,
    typed: "",
    target: replayCase.targetLine,
    following: written,
    weight: isNatural ? weights.natural : weights.drawnForItsNames,
    isYardstick: isEngineCase(replayCase),
  };
  const starts = [...written.matchAll(/\n/g)].map(({ index }) => index + 1);
  const further = starts.flatMap((start) => cursorIn(run, start, random) ?? []);
  while (further.length > (isFurther ? perFurtherRun : perRun))
    further.splice(Math.floor(random() * further.length), 1);
  const inWords = further.flatMap(({ typed }) => {
    const start = typed.lastIndexOf("\n") + 1;
    return start === 0 || random() >= inWordShare ? [] : (inWordIn(run, start, random) ?? []);
  });
  return isFurther ? [...further, ...inWords] : [own, ...further, ...inWords];
}

function cursorIn(run: Run, start: number, random: Random): Sample | undefined {
  const end = run.written.indexOf("\n", start);
  const line = run.written.slice(start, end < 0 ? undefined : end);
  if (line.trim().length < 8 || !/[A-Za-z_]{2}/.test(line) || isComment(line)) return undefined;
  return cursorAt(run, start + columnIn(line, random), end);
}

function inWordIn(run: Run, start: number, random: Random): Sample | undefined {
  const end = run.written.indexOf("\n", start);
  const line = run.written.slice(start, end < 0 ? undefined : end);
  const words = [...line.matchAll(/[A-Za-z_$][\w$]{3,}/g)];
  const word = words[Math.floor(random() * words.length)];
  if (word === undefined) return undefined;
  return cursorAt(run, start + word.index + 1 + Math.floor(random() * Math.min(4, word[0].length - 1)), end);
}

function cursorAt(run: Run, at: number, end: number): Sample {
  return {
    run,
    typed: run.written.slice(0, at),
    target: run.written.slice(at, end < 0 ? undefined : end),
    following: run.written.slice(at),
    weight: run.replayCase.sample === "further" ? weights.ofRecentFile : weights.further,
    isYardstick: false,
  };
}

/** Chooses a column after the indentation, between two tokens, or inside a word. */
function columnIn(line: string, random: Random): number {
  const indent = line.length - line.trimStart().length;
  if (random() >= insideShare) return indent;
  const tokens = [...line.matchAll(/[A-Za-z_$][\w$]*|\d[\w.]*|[^\sA-Za-z0-9_$]/g)];
  const token = tokens[Math.floor(random() * tokens.length)];
  if (token === undefined) return indent;
  const [text] = token;
  const inside =
    random() < insideWordShare && text.length > 2 ? 1 + Math.floor(random() * Math.min(4, text.length - 1)) : 0;
  return token.index + inside;
}

function isComment(line: string): boolean {
  return /^\s*(\/\/|#(?!\[)|\*|\/\*|"""|--)/.test(line);
}
