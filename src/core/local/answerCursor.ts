import type { Cursor } from "../types/cursor.ts";
import type { EngineAnswer, EngineOptions, EngineOrigin } from "../types/engine.ts";
import { rankStops, type StopJudge } from "./chooseStop.ts";
import { considerLine } from "./considerLine.ts";
import { extendBlock } from "./extendBlock.ts";
import { findStops } from "./findStops.ts";
import type { Forest } from "./forest.ts";
import { lineOfPosition } from "./lineOfPosition.ts";
import type { CursorLine } from "./query.ts";
import type { Site, Source } from "./source.ts";
import type { Vocabulary } from "./vocabulary.ts";
import { type Weighed, weigh } from "./weigh.ts";
import { wordRulesOf } from "./wordRules.ts";

/** What the engine judges candidates with. */
export interface Judges {
  /** Is a candidate the whole rest of the line? */
  readonly line: Forest;
  /** Is a beginning of it right as far as it goes? */
  readonly stop: StopJudge;
}

/** Everything an answer is made from. `sources` begin with the cursor's own file. */
export interface Desk {
  readonly sources: readonly Source[];
  readonly vocabulary: Vocabulary;
  readonly judges: Judges;
}

/** What may be proposed for an answer, before it may grow over further lines. */
export interface Proposal {
  readonly text: string;
  readonly confidence: number;
  readonly model: Weighed;
  readonly isWhole: boolean;
}

/** The engine's answers at a cursor, the most worthwhile first. */
export function answerCursor(
  line: CursorLine,
  indentation: Cursor["indentation"],
  desk: Desk,
  options: EngineOptions,
): readonly EngineAnswer[] {
  const { minConfidence, limit, maxLines } = options;
  const rules = wordRulesOf(desk.sources[0]?.file.identity.languageId ?? "");
  const weighed = weigh(considerLine(line, desk.sources, desk.vocabulary), desk.judges.line);
  const proposals = options.mayStopEarly
    ? rankStops(findStops(weighed, rules), desk.judges.stop, minConfidence)
    : wholeLines(weighed).filter(({ confidence }) => confidence >= minConfidence);
  return proposals.slice(0, limit).map((proposal) => {
    const { text, confidence } =
      maxLines > 1 && proposal.isWhole && line.after.trim() === ""
        ? extendBlock(proposal, line, indentation, desk, options)
        : proposal;
    return { text, confidence, origin: originOf(proposal.model.candidate.evidence.origin) };
  });
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
