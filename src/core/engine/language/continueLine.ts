import { indentOf } from "../learn/lexLine.ts";
import type { LanguageTable, NextToken } from "./languageTable.ts";
import { kindName, languageTokens, specialNames } from "./languageTokens.ts";

/** A text that may follow the cursor. */
export interface LanguageStop {
  readonly text: string;
  /** The text reaches the line's end. */
  readonly isWhole: boolean;
  readonly evidence: LanguageEvidence;
}

/** What is known about a text. Logarithms are natural ones. */
export interface LanguageEvidence {
  /** Of the product of its tokens' probabilities. */
  readonly logProbability: number;
  /** Of the least probability of its tokens. */
  readonly leastLogProbability: number;
  readonly words: number;
  /** Number of tokens before the text that the table knows together. */
  readonly known: number;
  /** Number of letters of its first word that are typed already. */
  readonly typed: number;
  /** The word before the text is taken as finished, although the cursor touches it. */
  readonly mayGoOn: boolean;
  /** Nothing is typed on the line yet, or only a part of its first word. */
  readonly atLineStart: boolean;
}

/** Lines with text above the cursor that are looked at, and characters in which they are looked for. */
const [linesAbove, charactersAbove] = [6, 4_000];
/** First words that are tried, and words that are added at most. */
const [maxFirst, maxWords] = [3, 24];
/** A text that is less probable ends before. */
const leastProbability = 0.05;
/** Share of the words of a kind that begin with one given letter, roughly. */
const shareOfLetter = 0.06;
const endsInWord = /[\p{L}\p{N}_$]$/u;

/** Texts that a language's table expects at a cursor, whatever is open. @param prefix text before the cursor */
export function continueLine(table: LanguageTable, prefix: string): readonly LanguageStop[] {
  const { line, names } = tokensBefore(prefix);
  const context = names.map((name) => table.find(name) ?? table.find(kindName(name)) ?? 0);
  const last = names.at(-1) ?? "";
  const isEmpty = line.trim() === "";
  if (isEmpty || /\s$/.test(line)) return follow(table, { context, isSpaced: true, atLineStart: isEmpty });
  if (!endsInWord.test(line)) return follow(table, { context });
  const before = context.slice(0, -1);
  const begun = follow(table, { context: before, typed: last, atLineStart: table.isLineBreak(before.at(-1) ?? 0) });
  // A word that the table does not know is most likely not finished.
  return table.find(last) === undefined ? begun : [...begun, ...follow(table, { context, mayGoOn: true })];
}

/** The cursor's line up to the cursor, and the names of the last tokens before the cursor. */
function tokensBefore(prefix: string): { readonly line: string; readonly names: readonly string[] } {
  const lines = prefix.slice(-charactersAbove).split("\n");
  const line = lines.pop() ?? "";
  const above = lines.filter((each) => each.trim() !== "").slice(-linesAbove - 1);
  const [first, ...others] = above;
  const isCut = above.length > linesAbove;
  const near = isCut ? others : above;
  const tokens = languageTokens(near, isCut && first !== undefined ? indentOf(first) : undefined);
  const nearest = near.at(-1);
  const indentAbove = nearest === undefined ? undefined : indentOf(nearest);
  // An empty line has no tokens. What will be typed there begins with a line break.
  const isEmpty = line.trim() === "";
  const own = languageTokens([isEmpty ? `${line}x` : line], indentAbove);
  const names = [...tokens, ...own].map(({ text }) => text);
  return { line, names: isEmpty ? names.slice(0, -1) : names };
}

/** Where a text begins. */
interface Beginning {
  /** Ids of the tokens before it. */
  readonly context: readonly number[];
  /** Letters of its first word that stand before the cursor. */
  readonly typed?: string;
  /** White space is before the cursor already. */
  readonly isSpaced?: boolean;
  readonly mayGoOn?: boolean;
  readonly atLineStart?: boolean;
}

function follow(table: LanguageTable, beginning: Beginning): readonly LanguageStop[] {
  const { context, typed = "" } = beginning;
  const { tokens, known } = table.after(context);
  return likeliest(startingWith(tokens, typed, table), maxFirst)
    .filter(({ id }) => table.textOf(id) !== typed)
    .flatMap((first) => followOne(table, first, known, beginning));
}

/** The tokens that go on with letters, each with its share of all that may, known to the table or not. */
function startingWith(tokens: readonly NextToken[], typed: string, table: LanguageTable): readonly NextToken[] {
  if (typed === "") return tokens;
  const those = tokens.filter(({ id }) => id >= specialNames.length && table.textOf(id).startsWith(typed));
  const sum = (of: readonly NextToken[]) => of.reduce((total, { probability }) => total + probability, 0);
  const kinds = tokens.filter(({ id }) => id < specialNames.length && !table.isLineBreak(id));
  const unknown = Math.max(0, 1 - sum(tokens)) + sum(kinds);
  const total = sum(those) + unknown * shareOfLetter ** typed.length;
  return those.map((each) => ({ ...each, probability: each.probability / total }));
}

/** The texts that begin with a token and go on with the likeliest ones, one for each length. */
function followOne(
  table: LanguageTable,
  first: NextToken,
  known: number,
  { context, typed = "", isSpaced = false, mayGoOn = false, atLineStart = false }: Beginning,
): readonly LanguageStop[] {
  const stops: LanguageStop[] = [];
  const path = [...context];
  let [text, words, probability, least] = ["", 0, 1, 1];
  let next: NextToken | undefined = first;
  while (next !== undefined && words < maxWords) {
    const { id } = next;
    const isWhole = table.isLineBreak(id);
    probability *= next.probability;
    least = Math.min(least, next.probability);
    const hasText = id >= specialNames.length;
    if (probability < leastProbability || (isWhole ? words === 0 : !hasText)) break;
    if (!isWhole) {
      const isGapTyped = words === 0 && (isSpaced || typed !== "");
      text += (next.isSpaced && !isGapTyped ? " " : "") + table.textOf(id).slice(words === 0 ? typed.length : 0);
      words++;
    }
    const [logProbability, leastLogProbability] = [Math.log(probability), Math.log(least)];
    const evidence = { words, known, typed: typed.length, mayGoOn, atLineStart };
    stops.push({ text, isWhole, evidence: { ...evidence, logProbability, leastLogProbability } });
    if (isWhole) break;
    path.push(id);
    [next] = likeliest(table.after(path).tokens, 1);
  }
  return stops;
}

function likeliest(tokens: readonly NextToken[], count: number): readonly NextToken[] {
  return [...tokens].sort((a, b) => b.probability - a.probability).slice(0, count);
}
