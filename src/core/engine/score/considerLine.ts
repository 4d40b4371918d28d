import type { Candidate } from "../collect/candidate.ts";
import { collectCandidates } from "../collect/collectCandidates.ts";
import { surveyPlace, surveySurroundings } from "../collect/place.ts";
import { buildQueries, type CursorLine } from "../collect/query.ts";
import type { Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import { describeCandidate } from "./describeCandidate.ts";
import { fitSuffix } from "./fitSuffix.ts";

/** A candidate that fits the text after the cursor, as features. */
export interface Considered {
  /** Text to insert. */
  readonly text: string;
  readonly candidate: Candidate;
  readonly features: Readonly<Record<string, number>>;
}

/**
 * Everything that may follow the cursor on its line, not yet scored. `sources` begin with the cursor's own file;
 * `written` are lines proposed already between the file's and this one.
 */
export function considerLine(
  line: CursorLine,
  sources: readonly Source[],
  vocabulary: Vocabulary,
  written: readonly string[] = [],
): readonly Considered[] {
  const [own, ...others] = sources;
  if (own === undefined) return [];
  const queries = buildQueries(line, own.file, vocabulary, written);
  const [first] = queries;
  if (first === undefined) return [];
  const surroundings = surveySurroundings(first, line, [own, ...others], vocabulary);
  return queries.flatMap((query) => {
    const place = surveyPlace(query, line, surroundings);
    const field = collectCandidates(place, sources, vocabulary);
    return field.candidates.flatMap((candidate) => {
      const text = fitSuffix(candidate.text, line.after);
      if (text === undefined || text.trim() === "") return [];
      return [{ text, candidate, features: describeCandidate(candidate, field, place) }];
    });
  });
}
