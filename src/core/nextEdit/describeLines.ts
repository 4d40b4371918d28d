import { isReserved } from "./declarations.ts";
import { indentOf } from "./indexedFile.ts";
import type { LinesPlace } from "./linesPlaces.ts";
import type { Features, Moment } from "./moment.ts";
import { describePosition, magnitude } from "./position.ts";
import { isWord, tokenise } from "./tokenise.ts";
import type { Walk } from "./walk.ts";

/** Features of a candidate that replaces whole lines. @param places all places of its rule */
export function describeLines(place: LinesPlace, places: readonly LinesPlace[], moment: Moment, walk: Walk): Features {
  const { rule, example, file, mapping } = place;
  const { examples } = rule;
  const pieces = new Set(examples.map((each) => each.piece)).size;
  const first = Math.min(...examples.map((each) => each.edit));
  const alike = places.filter((other) => other.mapping === undefined || mapping !== undefined);
  const isPassed = (other: LinesPlace) =>
    walk.isPassed(other.file.path, other.line, first) || walk.isLeft(other.file.path, first);
  const passed = alike.filter(isPassed).length;
  const paths = new Set(examples.map((each) => each.path));
  const beside = places.filter((other) => paths.has(other.file.path)).length;
  const textAt = (line: number) => file.lines[line]?.text.trim() ?? "";
  const oldIndent = indentOf(rule.oldLines[0] ?? rule.newLines[0] ?? "");
  const evidence = examples.map(({ path, line, edit }) => ({ path, line, edit, oldIndent }));
  const age = Math.min(...examples.map((each) => each.age));
  return {
    ...describePosition(place, evidence, moment, walk),
    ...describeText(place),
    isLines: 1,
    isInsertLines: Number(rule.kind === "insertLines"),
    isDeleteLines: Number(rule.kind === "deleteLines"),
    isReplaceLines: Number(rule.kind === "replaceLines"),
    isPair: Number(rule.kind === "pair"),
    isWholeEdit: Number(rule.kind === "edit"),
    isMapped: Number(mapping !== undefined),
    mappedSame: mapping?.same ?? 12,
    mappedDifferent: mapping?.different ?? 0,
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
    placesHereFirst: Number(place.rank > 0 && places.some((other) => other.rank === 0)),
    equalPlaces: magnitude(places.filter((other) => other.mapping === undefined).length),
    shareChanged: pieces / (pieces + beside),
    shareChangedOfAll: pieces / (pieces + places.length),
    passedPlaces: magnitude(places.filter(isPassed).length),
    passedAlike: magnitude(passed),
    followRate: (pieces - 0.5) / (pieces + passed),
    sameAbove: Number(example.above.trim() === textAt(place.line - 1)),
    sameBelow: Number(example.below.trim() === textAt(place.line + place.oldCount)),
  };
}

function describeText({ rule, newLines, oldCount, line, file }: LinesPlace): Features {
  const words = (lines: readonly string[]) =>
    lines
      .flatMap((line) => tokenise(line).map((token) => token.text))
      .filter((text) => isWord(text) && !isReserved(text));
  const old = new Set(words(rule.oldLines));
  const added = [...new Set(words(newLines))].filter((word) => !old.has(word));
  const removed = [...new Set(words(file.lines.slice(line, line + oldCount).map((each) => each.text)))];
  const stillUsed = removed.filter((word) =>
    file.linesWith(word).some((each) => each.number < line || each.number >= line + oldCount),
  );
  const known = added.filter((word) => file.linesWith(word).length > 0).length;
  return {
    oldLines: rule.oldLines.length,
    newLines: newLines.length,
    anchorWords: words(rule.oldLines.length > 0 ? rule.oldLines : newLines).length,
    oldLength: Math.min(200, rule.oldLines.join("").trim().length),
    removedStillUsed: removed.length === 0 ? 0 : stillUsed.length / removed.length,
    newNames: added.length,
    newKnownInFile: added.length === 0 ? 1 : known / added.length,
    isImport: Number(/^\s*(?:import|from|use|#include|require)\b/.test(rule.oldLines[0] ?? rule.newLines[0] ?? "")),
    isBlankStart: Number((rule.oldLines[0] ?? rule.newLines[0] ?? "").trim() === ""),
  };
}
