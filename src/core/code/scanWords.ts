import type { Language } from "./languages/languages.ts";
import { occurrence } from "./occurrence.ts";

/** A name in a line. */
export interface FoundName {
  readonly name: string;
  /** Bits of {@link occurrence}. */
  readonly facts: number;
}

export interface ScannedWords {
  readonly names: readonly FoundName[];
  /** Hash (FNV-1a) of the text with names, numbers and strings replaced by one letter each, without white space. */
  readonly shape: number;
  /** Whether the line has a letter or digit. */
  readonly hasWords: boolean;
  /** Whether it reads as prose, as the lines of a documentation string do. */
  readonly isProse: boolean;
}

const other = 0;
const letter = 1;
const digit = 2;
const classes = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z_$]/.test(String.fromCharCode(code)) ? letter : /[0-9]/.test(String.fromCharCode(code)) ? digit : other,
);
const foreignLetter = /\p{L}/u;
const space = 0x20;
const doubleQuote = 0x22;
const singleQuote = 0x27;
const open = 0x28;
const dash = 0x2d;
const dot = 0x2e;
const colon = 0x3a;
const greater = 0x3e;
const backslash = 0x5c;
const backtick = 0x60;
const openBrace = 0x7b;
const closeBrace = 0x7d;
/** Characters that replace names, numbers and strings in a shape. */
const nameMark = 0x6e;
const numberMark = 0x30;
const stringMark = 0x73;
/** This number of words in a row, separated only by spaces, is prose. */
const proseWords = 4;

function classOf(code: number): number {
  if (code < 128) return classes[code] ?? other;
  return foreignLetter.test(String.fromCharCode(code)) ? letter : other;
}

/** Reads the words of a line and separates strings from code; text in braces inside a string is code again. */
export function scanWords(text: string, { keywords, declarators, hasSingleQuotes, hasProse }: Language): ScannedWords {
  const names: FoundName[] = [];
  let shape = 0x811c9dc5;
  let hasWords = false;
  let quote = 0;
  let inserted = 0;
  let row = 0;
  let longestRow = 0;
  let wordEnd = -2;
  let declaring = false;
  for (let at = 0; at < text.length; ) {
    const code = text.charCodeAt(at);
    const kind = classOf(code);
    const quoted = quote !== 0 && inserted === 0;
    if (kind === other) {
      if (quoted) {
        if (code === backslash) at++;
        else if (code === quote) quote = 0;
        else if (code === openBrace && classOf(text.charCodeAt(at + 1)) === letter) inserted = 1;
      } else if (inserted > 0 && code === closeBrace) inserted = 0;
      else if (inserted === 0 && opensString(text, at, code, hasSingleQuotes)) {
        quote = code;
        shape = Math.imul(shape ^ stringMark, 0x01000193);
      } else if (code > space && quote === 0) shape = Math.imul(shape ^ code, 0x01000193);
      at++;
      continue;
    }
    const start = at;
    hasWords = true;
    while (at < text.length && classOf(text.charCodeAt(at)) !== other) at++;
    if (kind === digit) {
      if (!quoted) shape = Math.imul(shape ^ numberMark, 0x01000193);
      continue;
    }
    const word = text.slice(start, at);
    if (keywords.has(word)) {
      row = 0;
      declaring = declarators.has(word) && !quoted;
      if (quote === 0) shape = hashInto(shape, word);
      continue;
    }
    if (quote === 0) {
      row = wordEnd === start - 1 && text.charCodeAt(start - 1) === space ? row + 1 : 1;
      longestRow = Math.max(longestRow, row);
      wordEnd = at;
    }
    if (quote === 0) shape = Math.imul(shape ^ nameMark, 0x01000193);
    if (word.length > 1) names.push({ name: word, facts: factsAt(text, start, at, quoted, declaring) });
    declaring = false;
  }
  return { names, shape, hasWords, isProse: hasProse && longestRow >= proseWords };
}

/** Whether a quote opens a string: only if another one closes it on the same line. */
function opensString(text: string, at: number, code: number, singleQuotes: boolean): boolean {
  if (code !== doubleQuote && code !== backtick && (code !== singleQuote || !singleQuotes)) return false;
  return text.indexOf(text[at] ?? "", at + 1) >= 0;
}

function factsAt(text: string, start: number, end: number, quoted: boolean, declaring: boolean): number {
  if (quoted) return occurrence.quoted;
  const before = text.charCodeAt(start - 1);
  const isMember =
    before === dot ||
    (before === colon && text.charCodeAt(start - 2) === colon) ||
    (before === greater && text.charCodeAt(start - 2) === dash);
  const isCalled = text.charCodeAt(end) === open;
  return (
    (declaring ? occurrence.declared : 0) | (isMember ? occurrence.member : 0) | (isCalled ? occurrence.called : 0)
  );
}

function hashInto(hash: number, word: string): number {
  let value = hash;
  for (let at = 0; at < word.length; at++) value = Math.imul(value ^ word.charCodeAt(at), 0x01000193);
  return value;
}
