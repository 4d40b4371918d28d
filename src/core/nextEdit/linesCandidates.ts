import { AnchorHits } from "./anchorHits.ts";
import { describeLines, recordLinesRule } from "./describeLines.ts";
import { findLinesPlaces } from "./linesPlaces.ts";
import type { Candidate, Moment } from "./moment.ts";
import type { LinesRule } from "./rule.ts";
import type { Walk } from "./walk.ts";

const maxRules = 24;

/** Candidates that insert, delete or replace whole lines like the edits made, where equal lines or lines of the same shape are. */
export function linesCandidates(moment: Moment, rules: readonly LinesRule[], walk: Walk): readonly Candidate[] {
  const hits = new AnchorHits(moment.files);
  return rules.slice(0, maxRules).flatMap((rule) => {
    const places = findLinesPlaces(rule, hits, walk);
    const record = recordLinesRule(rule, places, walk);
    const learntFrom = [...new Set(rule.examples.map((example) => example.edit))];
    return places.map(
      (place): Candidate => ({
        file: place.file,
        line: place.line,
        oldCount: place.oldCount,
        newLines: place.newLines,
        rules: [rule.key],
        learntFrom,
        features: describeLines(place, record, moment, walk),
      }),
    );
  });
}
