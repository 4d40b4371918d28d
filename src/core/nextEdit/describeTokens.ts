import { type Declarations, isDeclaredAt, isReserved } from "./declarations.ts";
import { indentOf } from "./indexedFile.ts";
import { agreeLeft, agreeRight, type TokenMatch } from "./matchTokens.ts";
import type { Features, Moment } from "./moment.ts";
import { describePosition, magnitude } from "./position.ts";
import type { TokenExample } from "./rule.ts";
import type { RuleRecords } from "./ruleRecord.ts";
import { isWord, type Token } from "./tokenise.ts";
import type { TokenPlace } from "./tokenPlaces.ts";
import type { Walk } from "./walk.ts";

export interface TokenSituation {
  readonly place: TokenPlace;
  /** The matches that the candidate applies. */
  readonly matches: readonly TokenMatch[];
  /** The matches of the place's other candidates. */
  readonly sets: readonly (readonly TokenMatch[])[];
  readonly records: RuleRecords;
  readonly moment: Moment;
  readonly walk: Walk;
  readonly declarations: Declarations;
}

/** Features of a candidate that changes tokens of one line. The weakest of its matches decides. */
export function describeTokens(situation: TokenSituation): Features {
  const { place, matches, sets, records, moment, walk } = situation;
  const contextOf = (match: TokenMatch) => match.left + match.right;
  const weakest = matches.reduce((a, b) => (contextOf(b) < contextOf(a) ? b : a));
  const strongest = matches.reduce((a, b) => (contextOf(b) > contextOf(a) ? b : a));
  const rules = [...new Set(matches.map((match) => match.rule))];
  const record = records.get(weakest.rule);
  const omitted = place.matches.filter((match) => !matches.includes(match));
  const isKind = (kind: TokenMatch["rule"]["kind"]) => Number(rules.some((rule) => rule.kind === kind));
  const examples = rules.flatMap((rule) => rule.examples);
  const spot = { file: place.file, rank: place.rank, line: place.line.number };
  const evidence = examples.map(({ path, line, edit, oldText }) => ({
    path,
    line,
    edit,
    oldIndent: indentOf(oldText),
  }));
  return {
    ...record?.features,
    ...describePosition(spot, evidence, moment, walk),
    ...describeContext(situation, weakest),
    ...describeLine(place, examples, matches),
    ...describeNewNames(situation, weakest),
    isToken: 1,
    isRename: isKind("rename"),
    isReplace: isKind("replace"),
    isInsert: isKind("insert"),
    isDelete: isKind("delete"),
    onlyRename: Number(rules.every((rule) => rule.kind === "rename")),
    matches: matches.length,
    rules: rules.length,
    fewestExamples: Math.min(...rules.map((rule) => records.get(rule)?.examples ?? 0)),
    mostExamples: Math.max(...rules.map((rule) => records.get(rule)?.examples ?? 0)),
    newestAge: Math.min(...rules.map((rule) => records.get(rule)?.age ?? 0)),
    worstFollowRate: Math.min(...rules.map((rule) => records.get(rule)?.features["followRate"] ?? 0)),
    strongestContext: contextOf(strongest),
    omittedMatches: omitted.length,
    omittedContext: Math.max(0, ...omitted.map(contextOf)),
    omittedExamples: Math.max(0, ...omitted.map((match) => records.get(match.rule)?.examples ?? 0)),
    isLargestSet: Number(matches.length === Math.max(...sets.map((set) => set.length))),
    placesInFile: magnitude(record?.countIn.get(place.file.path) ?? 0),
    placesHereFirst: Number(place.rank > 0 && (record?.countIn.get(moment.files[0]?.path ?? "") ?? 0) > 0),
  };
}

function describeContext({ place, records }: TokenSituation, match: TokenMatch): Features {
  const { rule, left, right } = match;
  const { tokens } = place.line;
  const lefts = rule.examples.map((example) => agreeLeft(tokens, match.start, example));
  const rights = rule.examples.map((example) => agreeRight(tokens, match.end, example));
  const own = besides(tokens, match.start, match.end);
  const theirs = rule.examples.map(({ oldTokens, change }) => besides(oldTokens, change.oldStart, change.oldEnd));
  const differs = (flag: keyof typeof own) => Number(theirs.every((other) => other[flag] !== own[flag]));
  const record = records.get(rule);
  // Places that were passed although their context agrees as well as this one does.
  let passedAlike = 0;
  let openAlike = 0;
  for (const other of record?.places ?? []) {
    const isAlike = other.matches.some((each) => each.rule === rule && each.left + each.right >= left + right);
    if (!isAlike) continue;
    if (record?.passed.has(other)) passedAlike++;
    else openAlike++;
  }
  const examples = record?.examples ?? 1;
  return {
    contextLeft: left,
    contextRight: right,
    context: left + right,
    contextProduct: Math.min(4, left) * Math.min(4, right),
    leastLeft: Math.min(...lefts),
    leastRight: Math.min(...rights),
    sharedLeft: sharedContext(rule.examples, -1),
    sharedRight: sharedContext(rule.examples, 1),
    passedAlike: magnitude(passedAlike),
    openAlike: magnitude(openAlike),
    followRateAlike: (examples - 0.5) / (examples + passedAlike),
    ...own,
    dotDiffers: differs("afterDot"),
    callDiffers: differs("beforeCall"),
    colonDiffers: differs("beforeColon"),
    quoteDiffers: differs("besideQuote"),
    assignDiffers: differs("beforeAssign"),
  };
}

/** Tokens beside the change that all examples share; 6 for a single one. */
function sharedContext(examples: readonly TokenExample[], side: -1 | 1): number {
  const [first, ...others] = examples;
  if (!first || others.length === 0) return 6;
  const { oldTokens, change } = first;
  return Math.min(
    ...others.map((other) =>
      side < 0 ? agreeLeft(oldTokens, change.oldStart, other) : agreeRight(oldTokens, change.oldEnd, other),
    ),
  );
}

function besides(tokens: readonly Token[], start: number, end: number) {
  const before = tokens[start - 1]?.text ?? "";
  const behind = tokens[end]?.text ?? "";
  const isQuote = (text: string) => text === '"' || text === "'" || text === "`";
  return {
    afterDot: Number(before === "." || (before === ":" && tokens[start - 2]?.text === ":")),
    beforeCall: Number(behind === "("),
    beforeColon: Number(behind === ":"),
    beforeAssign: Number(behind === "=" && tokens[end + 1]?.text !== "="),
    besideQuote: Number(isQuote(before) || isQuote(behind)),
  };
}

const importing = /^\s*(?:import|from|use|pub use|#include|require)\b/;
const comment = /^\s*(?:\/\/|\/\*|\*|#|--|<!--)/;

function describeLine(
  { line }: TokenPlace,
  examples: readonly TokenExample[],
  matches: readonly TokenMatch[],
): Features {
  const texts = line.tokens.map((token) => token.text);
  const own = new Set(texts);
  const rules = new Set(matches.map((match) => match.rule));
  // Of an example's changes, the share that the candidate makes too; of all examples, and of the one most like this line.
  const shareMade = (example: TokenExample) => {
    const alike = [...rules].filter((rule) => rule.examples.some((each) => each.piece === example.piece));
    return Math.min(1, alike.length / example.changes);
  };
  let similarity = 0;
  let completeLikeNearest = 0;
  let sameShape = 0;
  let sameLine = 0;
  let sameHead = 0;
  for (const example of examples) {
    const { oldTokens } = example;
    const common = oldTokens.filter((token) => own.has(token.text)).length;
    const alike = (2 * common) / Math.max(1, oldTokens.length + texts.length);
    if (alike > similarity) completeLikeNearest = shareMade(example);
    similarity = Math.max(similarity, alike);
    if (oldTokens[0]?.text === texts[0]) sameHead = 1;
    if (oldTokens.length !== texts.length) continue;
    if (oldTokens.every((token, at) => token.text === texts[at])) sameLine = 1;
    if (oldTokens.every(({ text }, at) => text === texts[at] || (isWord(text) && isWord(texts[at] ?? ""))))
      sameShape = 1;
  }
  const isComment = comment.test(line.text);
  const changed = matches.reduce((sum, match) => sum + match.end - match.start, 0);
  return {
    similarity,
    sameShape,
    sameLine,
    sameHead,
    complete: Math.max(0, ...examples.map(shareMade)),
    completeLikeNearest,
    lineTokens: texts.length,
    shareChangedOfLine: changed / Math.max(1, texts.length),
    isComment: Number(isComment),
    commentDiffers: Number(examples.every((example) => comment.test(example.oldText) !== isComment)),
  };
}

/** Whether names that only the new text has are known where the candidate is. */
function describeNewNames({ place, matches, walk, declarations }: TokenSituation, weakest: TokenMatch): Features {
  const { file } = place;
  const added = [...new Set(matches.flatMap(({ rule }) => rule.now.filter((text) => !rule.old.includes(text))))].filter(
    (text) => isWord(text) && !isReserved(text),
  );
  const known = (word: string) => file.linesWith(word).some((line) => !walk.isWritten(file.path, line.number));
  const written = (word: string) => file.linesWith(word).some((line) => walk.isWritten(file.path, line.number));
  const declaredHere = (word: string) => declarations.isIn(file, word);
  const share = (holds: (word: string) => boolean) =>
    added.length === 0 ? 1 : added.filter(holds).length / added.length;
  const oldWord = weakest.rule.old.find((text) => isWord(text) && !isReserved(text));
  const { tokens } = place.line;
  return {
    newNames: added.length,
    newKnownInFile: share(known),
    newWrittenInFile: share(written),
    newDeclaredInFile: share(declaredHere),
    newDeclaredSomewhere: share((word) => declarations.isAnywhere(word)),
    newOnLine: Number(added.some((word) => tokens.some((token) => token.text === word))),
    oldDeclaredInFile: Number(oldWord !== undefined && declarations.isIn(file, oldWord)),
    // Deleting a name from an import is right where nothing else uses it.
    deletedStillUsed: Number(
      oldWord !== undefined && weakest.rule.now.length === 0 && file.linesWith(oldWord).length > 1,
    ),
    isImportLine: Number(importing.test(place.line.text)),
    oldInFile: oldWord === undefined ? 0 : magnitude(file.linesWith(oldWord).length),
    declaresHere: Number(weakest.end > weakest.start && isDeclaredAt(tokens, weakest.start)),
  };
}
