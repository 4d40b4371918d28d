import { type Declarations, isDeclaredAt, isReserved } from "./declarations.ts";
import type { Features, Moment } from "./moment.ts";
import { magnitude } from "./position.ts";
import type { TokenRule } from "./rule.ts";
import { isWord } from "./tokenise.ts";
import type { RulePlaces, TokenPlace } from "./tokenPlaces.ts";
import type { Walk } from "./walk.ts";

/** What speaks for and against a rule wherever it applies. */
export interface RuleRecord {
  readonly examples: number;
  readonly age: number;
  readonly places: readonly TokenPlace[];
  /** Places that the person passed or left without this change. */
  readonly passed: ReadonlySet<TokenPlace>;
  readonly countIn: ReadonlyMap<string, number>;
  readonly features: Features;
}

export type RuleRecords = ReadonlyMap<TokenRule, RuleRecord>;

export function describeRules(
  found: readonly RulePlaces[],
  moment: Moment,
  walk: Walk,
  declarations: Declarations,
): RuleRecords {
  return new Map(found.map((each) => [each.rule, describeRule(each, moment, walk, declarations)]));
}

function describeRule(
  { rule, places }: RulePlaces,
  moment: Moment,
  walk: Walk,
  declarations: Declarations,
): RuleRecord {
  const { examples } = rule;
  const pieces = new Set(examples.map((example) => example.piece)).size;
  const edits = new Set(examples.map((example) => example.edit)).size;
  const paths = new Set(examples.map((example) => example.path));
  const first = Math.min(...examples.map((example) => example.edit));
  const age = Math.min(...examples.map((example) => example.age));
  const countIn = new Map<string, number>();
  const passed = new Set<TokenPlace>();
  for (const place of places) {
    const { path } = place.file;
    countIn.set(path, (countIn.get(path) ?? 0) + 1);
    if (walk.isPassed(path, place.line.number, first) || walk.isLeft(path, first)) passed.add(place);
  }
  const beside = places.filter((place) => paths.has(place.file.path)).length;
  return {
    examples: pieces,
    age,
    places,
    passed,
    countIn,
    features: {
      examples: pieces,
      exampleEdits: edits,
      exampleFiles: paths.size,
      age,
      isLast: Number(age === 0),
      places: magnitude(places.length),
      placesBeside: magnitude(beside),
      placesHere: magnitude(countIn.get(moment.files[0]?.path ?? "") ?? 0),
      shareChanged: pieces / (pieces + beside),
      shareChangedOfAll: pieces / (pieces + places.length),
      passedPlaces: magnitude(passed.size),
      followRate: (pieces - 0.5) / (pieces + passed.size),
      ...describeNames(rule, moment, declarations),
    },
  };
}

const maxWordLength = 20;

function describeNames(rule: TokenRule, { made }: Moment, declarations: Declarations): Features {
  const oldWords = rule.old.filter(isWord);
  const longest = oldWords.reduce((a, b) => (b.length > a.length ? b : a), "");
  const named = oldWords.find((word) => !isReserved(word));
  const kept = named !== undefined && !rule.now.includes(named);
  const writtenLines = made.flatMap((edit) => edit.newLines);
  const { examples } = rule;
  return {
    oldTokens: rule.old.length,
    newTokens: rule.now.length,
    oldWordLength: Math.min(maxWordLength, longest.length),
    isReservedWord: Number(rule.old.length === 1 && isReserved(rule.old[0] ?? "")),
    // Lines just written that still hold the old name.
    keptInEdits: kept ? magnitude(writtenLines.filter((line) => line.includes(named)).length) : 0,
    declaredInExample: Number(
      examples.some(({ oldTokens, change }) => rule.old.length > 0 && isDeclaredAt(oldTokens, change.oldStart)),
    ),
    oldDeclaredSomewhere: Number(named !== undefined && declarations.isAnywhere(named)),
    soleChange: Number(examples.some((example) => example.changes === 1)),
    mostChanges: Math.max(...examples.map((example) => example.changes)),
    partial: examples.filter((example) => example.isPartial).length / examples.length,
  };
}
