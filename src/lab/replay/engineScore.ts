import type { EngineAnswer } from "../../core/types/engine.ts";
import { editSimilarity } from "./editSimilarity.ts";
import type { ReplayCase } from "./replayCase.ts";

/** Score of an engine's likeliest answer in one case. */
export interface EngineScore {
  readonly shown: boolean;
  readonly confidence: number;
  /** The answer's first line is the whole rest of the line. Runs of white space count as one space. */
  readonly exact: boolean;
  /** The answer is correct to its last character, wherever it ends: the written text starts with it. */
  readonly useful: boolean;
  /** Characters that need not be typed: the answer's length if it is useful, else 0. */
  readonly charactersSaved: number;
  readonly similarity: number;
  /** Suggested lines and, of these, exactly right ones; only for answers with several lines. */
  readonly blockLines: number;
  readonly blockLinesExact: number;
}

const nothing: EngineScore = {
  shown: false,
  confidence: 0,
  exact: false,
  useful: false,
  charactersSaved: 0,
  similarity: 0,
  blockLines: 0,
  blockLinesExact: 0,
};

/** Scores an answer against what was written after `typed`; see "engine" in docs/replay.md. */
export function scoreAnswer(replayCase: ReplayCase, answer: EngineAnswer | undefined, typed = ""): EngineScore {
  if (answer === undefined || answer.text.trim() === "") return nothing;
  const targetLine = replayCase.targetLine.slice(typed.length);
  const written = replayCase.targetBlock.slice(typed.length);
  const lines = answer.text.split("\n");
  const useful = startsWithLoosely(written, answer.text);
  return {
    shown: true,
    confidence: answer.confidence,
    exact: squeeze(lines[0] ?? "") === squeeze(targetLine),
    useful,
    charactersSaved: useful ? Math.min(answer.text.trimEnd().length, written.length) : 0,
    similarity: editSimilarity(squeeze(targetLine), squeeze(lines[0] ?? "")),
    ...scoreLines(lines, written.split("\n")),
  };
}

function scoreLines(lines: readonly string[], written: readonly string[]) {
  if (lines.length < 2) return { blockLines: 0, blockLinesExact: 0 };
  // Only the first six lines of what was written are known.
  const known = lines.slice(0, Math.max(1, written.length));
  const right = known.filter((line, index) => squeeze(line) === squeeze(written[index] ?? "\n"));
  return { blockLines: known.length, blockLinesExact: right.length };
}

/** Whether the text starts with `start`. Runs of white space count as one space, trailing ones are ignored. */
export function startsWithLoosely(text: string, start: string): boolean {
  const whole = squeeze(text);
  const wanted = squeeze(start);
  return whole.startsWith(wanted);
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
