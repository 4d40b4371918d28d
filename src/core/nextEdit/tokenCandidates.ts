import { Declarations } from "./declarations.ts";
import { describeTokens } from "./describeTokens.ts";
import type { TokenMatch } from "./matchTokens.ts";
import type { Candidate, Moment } from "./moment.ts";
import { rewriteLine } from "./rewriteLine.ts";
import type { TokenRule } from "./rule.ts";
import { describeRules, type RuleRecords } from "./ruleRecord.ts";
import { findTokenPlaces, type TokenPlace } from "./tokenPlaces.ts";
import type { Walk } from "./walk.ts";

const maxSingleRules = 6;
/** A match whose context agrees this well counts as strong. */
const strongContext = 4;

/** Candidates that change tokens within one line: all changes that apply there together, the strong ones, and each rule alone. */
export function tokenCandidates(moment: Moment, rules: readonly TokenRule[], walk: Walk): readonly Candidate[] {
  const found = findTokenPlaces(moment, rules, walk);
  const declarations = new Declarations(moment.files);
  const records = describeRules(found, moment, walk, declarations);
  const places = new Set(found.flatMap((each) => each.places));
  return [...places]
    .filter((place) => isTurnOf(place, records))
    .flatMap((place) => {
      const seen = new Set<string>([place.line.text]);
      const sets = matchSets(place);
      return sets.flatMap((matches): readonly Candidate[] => {
        const text = rewriteLine(place.line.text, place.line.tokens, matches);
        if (seen.has(text)) return [];
        seen.add(text);
        return [
          {
            file: place.file,
            line: place.line.number,
            oldCount: 1,
            newLines: [text],
            rules: [...new Set(matches.map((match) => match.rule.key))],
            learntFrom: [...new Set(matches.flatMap((match) => match.rule.examples.map((example) => example.edit)))],
            features: describeTokens({ place, matches, sets, records, moment, walk, declarations }),
          },
        ];
      });
    });
}

/** No place in another file comes before those that are left in the current one. */
function isTurnOf(place: TokenPlace, records: RuleRecords): boolean {
  if (place.rank === 0) return true;
  return place.matches.every((match) => {
    const record = records.get(match.rule);
    return !record?.places.some((other) => other.rank === 0 && !record.passed.has(other));
  });
}

function matchSets({ matches }: TokenPlace): readonly (readonly TokenMatch[])[] {
  const strong = matches.filter((match) => match.rule.kind === "rename" || match.left + match.right >= strongContext);
  const rules = [...new Set(matches.map((match) => match.rule))];
  const pieces = new Set(matches.flatMap((match) => match.rule.examples.map((example) => example.piece)));
  const ofPieces = [...pieces]
    .map((piece) => matches.filter((match) => match.rule.examples.some((example) => example.piece === piece)))
    .filter((own) => own.length < matches.length)
    .slice(0, 3);
  const single =
    rules.length > 1 ? rules.slice(0, maxSingleRules).map((rule) => matches.filter((m) => m.rule === rule)) : [];
  return [matches, strong, ...ofPieces, ...single].map(withoutOverlaps).filter((set) => set.length > 0);
}

/** The longest and best matched first; what overlaps one already taken is left out. */
function withoutOverlaps(matches: readonly TokenMatch[]): readonly TokenMatch[] {
  const taken: TokenMatch[] = [];
  const size = (match: TokenMatch) => match.end - match.start;
  const ordered = matches.toSorted((a, b) => size(b) - size(a) || b.left + b.right - a.left - a.right);
  for (const match of ordered) if (!taken.some((other) => overlap(match, other))) taken.push(match);
  return taken;
}

function overlap(left: TokenMatch, right: TokenMatch): boolean {
  if (left.start === right.start) return true;
  const [first, second] = left.start < right.start ? [left, right] : [right, left];
  return second.start < first.end;
}
