import { isReserved } from "./declarations.ts";
import { indentOf } from "./indexedFile.ts";
import type { LinesPlace } from "./linesPlaces.ts";
import type { Features, Moment } from "./moment.ts";
import { describePosition, magnitude } from "./position.ts";
import type { LinesRule } from "./rule.ts";
import { isWord, tokenise } from "./tokenise.ts";
import type { Walk } from "./walk.ts";

/** What speaks for and against a rule of whole lines wherever it applies. */
export interface LinesRecord {
  readonly evidence: readonly {
    readonly path: string;
    readonly line: number;
    readonly edit: number;
    readonly oldIndent: number;
  }[];
  readonly examples: number;
  readonly equalPlaces: number;
  readonly passedPlaces: number;
  /** Passed places with lines equal to the rule's. */
  readonly passedEqual: number;
  readonly oldWords: ReadonlySet<string>;
  /** Words of the rule's new lines, before names are exchanged. */
  readonly newWords: readonly string[];
  readonly features: Features;
}

/** @param places all places where the rule applies */
export function recordLinesRule(rule: LinesRule, places: readonly LinesPlace[], walk: Walk): LinesRecord {
  const { examples } = rule;
  const pieces = new Set(examples.map((each) => each.piece)).size;
  const first = Math.min(...examples.map((each) => each.edit));
  const passed = places.filter(
    (other) => walk.isPassed(other.file.path, other.line, first) || walk.isLeft(other.file.path, first),
  );
  const equal = places.filter((other) => other.mapping === undefined);
  const paths = new Set(examples.map((each) => each.path));
  const beside = places.filter((other) => paths.has(other.file.path)).length;
  const oldIndent = indentOf(rule.oldLines[0] ?? rule.newLines[0] ?? "");
  const age = Math.min(...examples.map((each) => each.age));
  const firstLine = rule.oldLines[0] ?? rule.newLines[0] ?? "";
  return {
    evidence: examples.map(({ path, line, edit }) => ({ path, line, edit, oldIndent })),
    examples: pieces,
    equalPlaces: equal.length,
    passedPlaces: passed.length,
    passedEqual: passed.filter((other) => other.mapping === undefined).length,
    oldWords: new Set(wordsOf(rule.oldLines)),
    newWords: wordsOf(rule.newLines),
    features: {
      isLines: 1,
      isInsertLines: Number(rule.kind === "insertLines"),
      isDeleteLines: Number(rule.kind === "deleteLines"),
      isReplaceLines: Number(rule.kind === "replaceLines"),
      isPair: Number(rule.kind === "pair"),
      isWholeEdit: Number(rule.kind === "edit"),
      examples: pieces,
      exampleEdits: new Set(examples.map((each) => each.edit)).size,
      exampleFiles: paths.size,
      age,
      newestAge: age,
      isLast: Number(age === 0),
      partial: examples.filter((each) => each.isPartial).length / examples.length,
      places: magnitude(places.length),
      placesBeside: magnitude(beside),
      placesHere: magnitude(places.filter((other) => other.rank === 0).length),
      equalPlaces: magnitude(equal.length),
      shareChanged: pieces / (pieces + beside),
      shareChangedOfAll: pieces / (pieces + places.length),
      passedPlaces: magnitude(passed.length),
      oldLines: rule.oldLines.length,
      oldLength: Math.min(200, rule.oldLines.join("").trim().length),
      isImport: Number(/^\s*(?:import|from|use|#include|require)\b/.test(firstLine)),
      isBlankStart: Number(firstLine.trim() === ""),
    },
  };
}

/** Features of a candidate that replaces whole lines. */
export function describeLines(place: LinesPlace, record: LinesRecord, moment: Moment, walk: Walk): Features {
  const { example, file, mapping } = place;
  const passed = mapping === undefined ? record.passedEqual : record.passedPlaces;
  const textAt = (line: number) => file.lines[line]?.text.trim() ?? "";
  const hasPlacesHere = (record.features["placesHere"] ?? 0) > 0;
  return {
    ...record.features,
    ...describePosition(place, record.evidence, moment, walk),
    ...describeText(place, record),
    isMapped: Number(mapping !== undefined),
    mappedSame: mapping?.same ?? 12,
    mappedDifferent: mapping?.different ?? 0,
    placesHereFirst: Number(place.rank > 0 && hasPlacesHere),
    passedAlike: magnitude(passed),
    followRate: (record.examples - 0.5) / (record.examples + passed),
    sameAbove: Number(example.above.trim() === textAt(place.line - 1)),
    sameBelow: Number(example.below.trim() === textAt(place.line + place.oldCount)),
  };
}

function wordsOf(lines: readonly string[]): readonly string[] {
  return lines
    .flatMap((line) => tokenise(line).map((token) => token.text))
    .filter((text) => isWord(text) && !isReserved(text));
}

function describeText(place: LinesPlace, { oldWords, newWords: ruleWords }: LinesRecord): Features {
  const { rule, newLines, oldCount, line, file, mapping } = place;
  const newWords = mapping === undefined ? ruleWords : wordsOf(newLines);
  const added = [...new Set(newWords)].filter((word) => !oldWords.has(word));
  const known = added.filter((word) => file.linesWith(word).length > 0).length;
  const replaced = file.lines.slice(line, line + oldCount).flatMap((each) => each.tokens.map((token) => token.text));
  const removed = [...new Set(replaced)].filter((text) => isWord(text) && !isReserved(text));
  const stillUsed = removed.filter((word) => file.linesWith(word).length > oldCount);
  return {
    newLines: newLines.length,
    anchorWords: rule.oldLines.length > 0 ? oldWords.size : newWords.length,
    removedStillUsed: removed.length === 0 ? 0 : stillUsed.length / removed.length,
    newNames: added.length,
    newKnownInFile: added.length === 0 ? 1 : known / added.length,
  };
}
