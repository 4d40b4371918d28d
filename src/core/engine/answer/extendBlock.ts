import type { Cursor } from "../../types/cursor.ts";
import type { EngineOptions } from "../../types/engine.ts";
import { hashTokens } from "../collect/place.ts";
import type { CursorLine } from "../collect/query.ts";
import { indentOf } from "../learn/lexLine.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site } from "../learn/source.ts";
import { considerLine } from "../score/considerLine.ts";
import { judgeNextLine, nextLines } from "../score/nextLine.ts";
import { type Weighed, weigh } from "../score/weigh.ts";
import type { AnswerContext } from "./answerContext.ts";
import type { Proposal } from "./proposal.ts";

/** A line less likely than this, given those before it, is not added (docs/measurements/multi-line-suggestions.md). */
const minLineConfidence = 0.25;
/** How likely the whole must be at least: a wrong end of a block costs less than no block. */
const minWholeConfidence = 0.2;

/** The answer so far: its text, and the probability that it is right to its last character. */
interface Block {
  readonly text: string;
  readonly confidence: number;
}

/**
 * Adds the lines that came next where a proposal was learnt, as long as each is what the engine itself would propose
 * there and the whole stays likely enough. Returns nothing if no line is added.
 * @param first its confidence is the probability that it is the whole rest of the line
 */
export function extendBlock(
  first: Proposal,
  line: CursorLine,
  indentation: Cursor["indentation"],
  context: AnswerContext,
  { maxLines }: EngineOptions,
): Block | undefined {
  const written = [line.before + first.text];
  let block: Block = first;
  let model = first.model;
  while (written.length < maxLines) {
    const further = considerNextLine(model, line, written, indentation, context);
    if (further === undefined) break;
    const next = judgeNextLine(nextLines(further.weighed, model.candidate.evidence.origin), context.scorers.nextLine);
    if (next === undefined || next.probability < minLineConfidence || standsBelow(next, line, context)) break;
    const confidence = block.confidence * next.probability;
    if (confidence < minWholeConfidence) break;
    block = { text: `${block.text}\n${further.lead}${next.text}`, confidence };
    written.push(further.lead + next.text);
    model = next;
  }
  return written.length > 1 ? block : undefined;
}

/**
 * What may follow lines that are proposed already, indented as in the file that the last of them was learnt from; nothing
 * before a blank line.
 * @param model the last of the lines
 * @param written the lines from the cursor's on
 */
export function considerNextLine(
  model: Weighed,
  line: CursorLine,
  written: readonly string[],
  indentation: Cursor["indentation"],
  { sources, vocabulary, scorers }: AnswerContext,
): { readonly lead: string; readonly weighed: readonly Weighed[] } | undefined {
  const indent = nextIndent(model.candidate.evidence.origin, indentOf(written.at(-1) ?? ""));
  if (indent === undefined) return undefined;
  const lead = writeIndent(indent, line.before, indentation);
  const next = { number: line.number, before: lead, after: "" };
  return { lead, weighed: weigh(considerLine(next, sources, vocabulary, written), scorers.line) };
}

/** Columns of the line after the one of an origin, moved as that one was moved; undefined before a blank line. */
function nextIndent(origin: Site | undefined, indentHere: number): number | undefined {
  if (origin === undefined) return undefined;
  const { lineStarts, indents } = origin.source.file.lines;
  const line = lineOfPosition(lineStarts, origin.position);
  const next = line + 1;
  if (next >= indents.length || lineStarts[next] === lineStarts[next + 1] || next === origin.source.cursorLine)
    return undefined;
  return Math.max(0, indentHere + (indents[next] ?? 0) - (indents[line] ?? 0));
}

/** Returns white space of N columns, with tabs or spaces like that of the cursor's line. */
function writeIndent(columns: number, like: string, { insertSpaces }: Cursor["indentation"]): string {
  const usesTabs = like.startsWith("\t") || (!insertSpaces && !like.startsWith(" "));
  return usesTabs ? "\t".repeat(Math.round(columns / 4)) : " ".repeat(columns);
}

/** Whether a line is the one that follows the cursor's already. */
function standsBelow({ candidate }: Weighed, { number }: CursorLine, { sources, vocabulary }: AnswerContext): boolean {
  const lines = sources[0]?.file.lines;
  if (lines === undefined) return false;
  for (let line = number + 1; line < lines.indents.length; line++) {
    const from = lines.lineStarts[line] ?? 0;
    const to = lines.lineStarts[line + 1] ?? 0;
    if (from === to) continue;
    return (
      hashTokens(lines.tokens.subarray(from, to)) === hashTokens(candidate.words.map((word) => vocabulary.find(word)))
    );
  }
  return false;
}
