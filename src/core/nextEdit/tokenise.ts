/** A word, number or punctuation mark of a line, with its half-open range of UTF-16 columns. */
export interface Token {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

const dot = 46;

/** Whether a UTF-16 code unit belongs to a word: a letter, digit, `_`, `$` or anything beyond ASCII. */
export function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) ||
    (code >= 65 && code <= 90) ||
    isDigitCode(code) ||
    code === 95 ||
    code === 36 ||
    code > 160
  );
}

function isDigitCode(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Whether a token is a name, keyword or number. */
export function isWord(text: string): boolean {
  return isWordCode(text.charCodeAt(0));
}

/** Whether a token is a name or keyword. */
export function isName(text: string): boolean {
  const code = text.charCodeAt(0);
  return isWordCode(code) && !isDigitCode(code);
}

/** Splits a line into words, numbers (`1.5` is one) and single punctuation marks. Strings and comments are cut like code. */
export function tokenise(line: string): readonly Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < line.length; ) {
    const code = line.charCodeAt(at);
    if (code <= 32 || code === 160) {
      at++;
      continue;
    }
    const end = isWordCode(code) ? wordEnd(line, at, isDigitCode(code)) : at + 1;
    tokens.push({ text: line.slice(at, end), start: at, end });
    at = end;
  }
  return tokens;
}

function wordEnd(line: string, start: number, isNumber: boolean): number {
  let end = start + 1;
  while (end < line.length && (isWordCode(line.charCodeAt(end)) || (isNumber && line.charCodeAt(end) === dot))) end++;
  return end;
}
