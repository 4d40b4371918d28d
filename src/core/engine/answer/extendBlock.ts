import type { LanguageSyntax } from "../../code/languages/language.ts";
import type { Cursor } from "../../types/cursor.ts";
import type { EngineOptions } from "../../types/engine.ts";
import { hashTokens } from "../collect/place.ts";
import type { CursorLine } from "../collect/query.ts";
import { indentOf } from "../learn/lexLine.ts";
import { considerLine } from "../score/considerLine.ts";
import { judgeNextLine, nextLines } from "../score/nextLine.ts";
import { type Weighed, weigh } from "../score/weigh.ts";
import type { AnswerContext } from "./answerContext.ts";
import { indentOfOpen, isClosedBelow, nextIndent, writeIndent } from "./nextIndent.ts";

/**
 * How likely a block must be at least, and how likely all its further lines together, if the first is right
 * (docs/measurements/multi-line-suggestions.md).
 */
const least = { block: 0.2, furtherLines: 0.4 };

/** A line of nothing but closing brackets. */
const onlyCloses = /^[)\]}]+[;,]*$/;
/** The end of a line that begins a block in an indented language. */
const headEnd = /:\s*(?:#.*)?$/;

/** A first line, and what a block is extended with. */
export interface BlockStart {
  readonly model: Weighed;
  readonly text: string;
  /** Probability that the text is the whole rest of the line. */
  readonly probability: number;
  readonly line: CursorLine;
  readonly indentation: Cursor["indentation"];
}

/** A text of several lines, and the probability that it is right to its last character. */
interface Block {
  readonly text: string;
  readonly confidence: number;
}

/**
 * Adds the lines that came next where a line was learnt, as long as each is what the engine itself would propose there and
 * they stay likely enough. Returns nothing if no line is added.
 */
export function extendBlock(
  start: BlockStart,
  context: AnswerContext,
  syntax: LanguageSyntax,
  { maxLines }: EngineOptions,
): Block | undefined {
  const { line, indentation } = start;
  const [own] = context.sources;
  const written = [line.before + start.text];
  const chances = [start.probability];
  let { model } = start;
  let isOutside = false;
  while (own && written.length < maxLines) {
    const further = considerNextLine(model, written, start, context);
    if (further === undefined) break;
    const next = judgeNextLine(nextLines(further.weighed, model.candidate.evidence.origin), context.scorers.nextLine);
    if (next === undefined || standsBelow(next, line, context)) break;
    const chance = (chances.at(-1) ?? 0) * next.probability;
    if (chance < Math.max(least.block, least.furtherLines * start.probability)) break;
    let { indent } = further;
    isOutside ||= indent < indentOf(line.before);
    if (isOutside) {
      // Outside the cursor's block, nothing follows but what closes it, where it was opened.
      const opened = onlyCloses.test(next.text) ? indentOfOpen(written, own, context.vocabulary) : undefined;
      if (opened === undefined || isClosedBelow(opened, own, context.vocabulary)) break;
      indent = opened;
    }
    written.push(writeIndent(indent, line.before, indentation) + next.text);
    chances.push(chance);
    model = next;
  }
  // The rules remove brackets that stay open. In a language without such brackets, `if x:` is no end of a block.
  while (syntax.indented && written.length > 1 && headEnd.test(written.at(-1) ?? "")) written.pop();
  const confidence = chances[written.length - 1] ?? 0;
  return written.length > 1 ? { text: written.join("\n").slice(line.before.length), confidence } : undefined;
}

/**
 * What may follow lines that are proposed already, indented as in the file that the last of them was learnt from; nothing
 * before a blank line.
 * @param model the last of the lines
 * @param written the lines from the cursor's on
 */
export function considerNextLine(
  model: Weighed,
  written: readonly string[],
  { line, indentation }: Pick<BlockStart, "line" | "indentation">,
  { sources, vocabulary, scorers }: AnswerContext,
): FurtherLine | undefined {
  const indent = nextIndent(model.candidate.evidence.origin, indentOf(written.at(-1) ?? ""));
  if (indent === undefined) return undefined;
  const next = { number: line.number, before: writeIndent(indent, line.before, indentation), after: "" };
  return { indent, weighed: weigh(considerLine(next, sources, vocabulary, written), scorers.line) };
}

interface FurtherLine {
  /** Columns. */
  readonly indent: number;
  /** Best first. */
  readonly weighed: readonly Weighed[];
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
