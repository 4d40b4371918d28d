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
import { enclosingIndent, nextIndent, unitOf, writeIndent } from "./nextIndent.ts";

/**
 * How likely a block must be at least, and how likely all its further lines together, if the first is right
 * (docs/measurements/multi-line-suggestions.md).
 */
const least = { block: 0.2, furtherLines: 0.5 };

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
  const { line } = start;
  const written = [line.before + start.text];
  const chances = [start.probability];
  let { model } = start;
  while (written.length < maxLines) {
    const further = considerNextLine(model, written, start, context);
    if (further === undefined) break;
    const next = judgeNextLine(nextLines(further.weighed, model.candidate.evidence.origin), context.scorers.nextLine);
    if (next === undefined || standsBelow(next, line, context)) break;
    const chance = (chances.at(-1) ?? 0) * next.probability;
    if (chance < Math.max(least.block, least.furtherLines * start.probability)) break;
    if (further.isOutside && !/^(?:[)\]}]|<\/)/.test(next.text)) break;
    written.push(further.lead + next.text);
    chances.push(chance);
    model = next;
  }
  // The rules remove brackets that stay open. In a language without such brackets, `if x:` is no end of a block.
  while (syntax.indented && written.length > 1 && /:\s*$/.test(written.at(-1) ?? "")) written.pop();
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
  const here = indentOf(written.at(-1) ?? "");
  const indent = nextIndent(model.candidate.evidence.origin, here, unitOf(line.before, indentation));
  if (indent === undefined) return undefined;
  const isOutside = indent < indentOf(line.before);
  const own = sources[0];
  const lead = writeIndent(isOutside && own ? enclosingIndent(own, here) : indent, line.before, indentation);
  const next = { number: line.number, before: lead, after: "" };
  return { lead, isOutside, weighed: weigh(considerLine(next, sources, vocabulary, written), scorers.line) };
}

interface FurtherLine {
  /** White space that the line begins with. */
  readonly lead: string;
  /** It is less deep than the cursor's line. */
  readonly isOutside: boolean;
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
