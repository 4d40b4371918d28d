import { isReserved } from "./declarations.ts";
import type { IndexedFile, IndexedLine } from "./indexedFile.ts";
import { matchTokens, type TokenMatch } from "./matchTokens.ts";
import type { Moment } from "./moment.ts";
import type { TokenRule } from "./rule.ts";
import { isWord } from "./tokenise.ts";
import type { Walk } from "./walk.ts";

/** A line where rules apply. */
export interface TokenPlace {
  readonly file: IndexedFile;
  /** Rank of the file: 0 for the current one. */
  readonly rank: number;
  readonly line: IndexedLine;
  readonly matches: TokenMatch[];
}

/** Where else a rule applies. */
export interface RulePlaces {
  readonly rule: TokenRule;
  readonly places: TokenPlace[];
}

const maxRules = 30;
const maxLinesHere = 100;
const maxLinesElsewhere = 10;
const maxPlacesOfRule = 60;
const maxTokens = 200;
/** An insertion is looked for at the words around its newest examples. */
const maxAnchors = 4;
const anchorReach = 3;

/** Finds the lines where token rules apply, through the word index of each file. Lines that edits wrote are left out. */
export function findTokenPlaces(moment: Moment, rules: readonly TokenRule[], walk: Walk): readonly RulePlaces[] {
  const byLine = new Map<IndexedLine, TokenPlace>();
  return rules.slice(0, maxRules).map((rule) => {
    const places: TokenPlace[] = [];
    for (const anchor of anchorsOf(rule, moment))
      for (const [rank, file] of moment.files.entries()) {
        for (const line of linesWith(file, anchor, rank === 0 ? moment.cursorLine : undefined)) {
          if (places.length >= maxPlacesOfRule) break;
          if (walk.isWritten(file.path, line.number) || line.tokens.length > maxTokens) continue;
          const known = byLine.get(line);
          if (known?.matches.some((match) => match.rule === rule)) continue;
          const matches = matchTokens(line.tokens, rule);
          if (matches.length === 0) continue;
          const place = known ?? { file, rank, line, matches: [] };
          place.matches.push(...matches);
          byLine.set(line, place);
          places.push(place);
        }
      }
    return { rule, places };
  });
}

/** Lines with the word: in the current file the nearest ones to the cursor, in others the first ones. */
function linesWith(file: IndexedFile, word: string, cursorLine: number | undefined): readonly IndexedLine[] {
  const lines = file.linesWith(word);
  if (cursorLine === undefined || lines.length <= maxLinesHere)
    return lines
      .toSorted((a, b) => a.number - b.number)
      .slice(0, cursorLine === undefined ? maxLinesElsewhere : maxLinesHere);
  const distance = (line: IndexedLine) => Math.abs(line.number - cursorLine);
  return lines.toSorted((a, b) => distance(a) - distance(b)).slice(0, maxLinesHere);
}

/** The rarest word of the old tokens; for an insertion, the rarest words beside its examples. */
function anchorsOf(rule: TokenRule, { files }: Moment): readonly string[] {
  const countOf = (word: string) =>
    files.reduce((sum, file) => sum + file.linesWith(word).length, isReserved(word) ? 1_000_000 : 0);
  const rarest = (texts: readonly string[]) => {
    const words = texts.filter(isWord).map((word) => ({ word, count: countOf(word) }));
    return words.length === 0 ? [] : [words.reduce((a, b) => (b.count < a.count ? b : a)).word];
  };
  const own = rarest(rule.old);
  if (own.length > 0) return own;
  const beside = rule.examples.flatMap(({ oldTokens, change }) => {
    const left = oldTokens.slice(Math.max(0, change.oldStart - anchorReach), change.oldStart);
    const right = oldTokens.slice(change.oldEnd, change.oldEnd + anchorReach);
    return [...rarest(left.map((token) => token.text)), ...rarest(right.map((token) => token.text))];
  });
  return [...new Set(beside)].slice(0, maxAnchors);
}
