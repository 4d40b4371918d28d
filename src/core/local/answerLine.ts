import type { EngineAnswer, EngineOptions, EngineOrigin } from "../types/engine.ts";
import type { Candidate } from "./candidate.ts";
import { collectCandidates, lineOfPosition } from "./collectCandidates.ts";
import { describeCandidate } from "./describeCandidate.ts";
import { fitSuffix } from "./fitSuffix.ts";
import type { Forest } from "./forest.ts";
import { indentOf } from "./lexLine.ts";
import { surveyPlace } from "./place.ts";
import { buildQueries, type CursorLine } from "./query.ts";
import type { Site, Source } from "./source.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** The likeliest ends of the cursor's line, best first. `sources` begin with the cursor's own file. */
export function answerLine(
  line: CursorLine,
  sources: readonly Source[],
  vocabulary: Vocabulary,
  forest: Forest,
  options: EngineOptions,
): readonly EngineAnswer[] {
  const weighed = weigh(considerLine(line, sources, vocabulary), forest);
  const answers = new Map<string, EngineAnswer>();
  for (const { text, candidate, probability } of weighed) {
    const before = answers.get(text);
    const confidence = Math.min(1, probability + (before?.confidence ?? 0));
    answers.set(text, { text, confidence, origin: before?.origin ?? originOf(candidate.evidence.origin) });
  }
  return [...answers.values()]
    .filter(({ confidence }) => confidence >= options.minConfidence)
    .sort((a, b) => b.confidence - a.confidence)
    .slice(0, options.limit);
}

/** A candidate with the probability that it is right to the end of the line. */
export interface Weighed extends Considered {
  readonly probability: number;
}

/** Softmax of the candidates' scores beside "none of them", whose score is 0: as the forest was fitted. Best first. */
export function weigh(considered: readonly Considered[], forest: Forest): readonly Weighed[] {
  const odds = considered.map(({ features }) => Math.exp(forest.score(features)));
  const total = odds.reduce((sum, each) => sum + each, 1);
  return considered
    .map((each, at) => ({ ...each, probability: (odds[at] ?? 0) / total }))
    .sort((a, b) => b.probability - a.probability);
}

/** A candidate that fits what stands after the cursor, in numbers. */
export interface Considered {
  /** Text to insert. */
  readonly text: string;
  readonly candidate: Candidate;
  readonly features: Readonly<Record<string, number>>;
}

/** Everything that may follow the cursor on its line, not yet judged. */
export function considerLine(
  line: CursorLine,
  sources: readonly Source[],
  vocabulary: Vocabulary,
): readonly Considered[] {
  const [own] = sources;
  if (own === undefined) return [];
  return buildQueries(line, own.file, vocabulary).flatMap((query) => {
    const place = surveyPlace(query, line, own, indentOf(line.before), vocabulary);
    const field = collectCandidates(place, sources, vocabulary);
    return field.candidates.flatMap((candidate) => {
      const text = fitSuffix(candidate.text, line.after);
      if (text === undefined || text.trim() === "") return [];
      return [{ text, candidate, features: describeCandidate(candidate, field, place) }];
    });
  });
}

function originOf(site: Site | undefined): EngineOrigin | undefined {
  if (site === undefined) return undefined;
  const { identity, lines } = site.source.file;
  return { uri: identity.uri, path: identity.path, line: lineOfPosition(lines.lineStarts, site.position) };
}
