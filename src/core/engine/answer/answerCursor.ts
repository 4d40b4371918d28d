import { languages } from "../../code/languages/languages.ts";
import type { Cursor } from "../../types/cursor.ts";
import type { EngineAnswer, EngineOptions, EngineOrigin } from "../../types/engine.ts";
import type { CursorLine } from "../collect/query.ts";
import { lineOfPosition } from "../learn/lineOfPosition.ts";
import type { Site } from "../learn/source.ts";
import { considerLine } from "../score/considerLine.ts";
import { type Weighed, weigh } from "../score/weigh.ts";
import type { AnswerContext } from "./answerContext.ts";
import { rankStops } from "./chooseStop.ts";
import { extendBlock } from "./extendBlock.ts";
import { findStops } from "./findStops.ts";
import type { Proposal } from "./proposal.ts";

/** Whole lines beyond the limit that are extended to a block in search of one that is accepted. */
const maxRetries = 2;

/** The engine's answers at a cursor, the most worthwhile first. */
export function answerCursor(
  line: CursorLine,
  indentation: Cursor["indentation"],
  context: AnswerContext,
  options: EngineOptions,
): readonly EngineAnswer[] {
  const { minConfidence, limit, maxLines } = options;
  const { names, syntax } = languages.of(context.sources[0]?.file.identity.languageId ?? "");
  const weighed = weigh(considerLine(line, context.sources, context.vocabulary), context.scorers.line);
  const proposals = options.mayStopEarly
    ? rankStops(findStops(weighed, names), context.scorers.stop, options)
    : wholeLines(weighed).filter(({ confidence }) => confidence >= minConfidence);
  const answers: EngineAnswer[] = [];
  let tried = 0;
  for (const proposal of proposals) {
    if (answers.length >= limit) break;
    const origin = originOf(proposal.model.candidate.evidence.origin);
    const mayExtend = maxLines > 1 && proposal.isWhole && line.after.trim() === "" && tried++ < limit + maxRetries;
    const block = mayExtend
      ? extendBlock(
          { ...proposal, probability: chanceOfLine(proposal, weighed), line, indentation },
          context,
          syntax,
          options,
        )
      : undefined;
    // The further lines of a block were judged one by one.
    const accepted = [...(block ? [block] : []), proposal].find(
      ({ text }) => options.accepts?.(text, proposal.confidence) ?? true,
    );
    if (accepted) answers.push({ text: accepted.text, confidence: accepted.confidence, origin });
  }
  return answers;
}

/** Probability that a proposal is the whole rest of the line, not only right as far as it goes. */
function chanceOfLine({ text, confidence }: Proposal, weighed: readonly Weighed[]): number {
  const lines = weighed.filter((each) => each.text === text && !each.candidate.evidence.isWordOnly);
  const sum = lines.reduce((total, { probability }) => total + probability, 0);
  return Math.min(confidence, sum);
}

/** Candidates as proposals, those of equal text as one. */
function wholeLines(weighed: readonly Weighed[]): readonly Proposal[] {
  const proposals = new Map<string, Proposal>();
  for (const model of weighed) {
    const { text, probability } = model;
    const before = proposals.get(text);
    const confidence = Math.min(1, probability + (before?.confidence ?? 0));
    proposals.set(text, { text, confidence, model: before?.model ?? model, isWhole: true });
  }
  return [...proposals.values()].sort((a, b) => b.confidence - a.confidence);
}

function originOf(site: Site | undefined): EngineOrigin | undefined {
  if (site === undefined) return undefined;
  const { identity, lines } = site.source.file;
  return { uri: identity.uri, path: identity.path, line: lineOfPosition(lines.lineStarts, site.position) };
}
