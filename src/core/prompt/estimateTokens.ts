/** Words, numbers in groups of three, runs of punctuation, and line starts with their indentation. */
const tokenLike = /\p{L}+|\p{N}{1,3}|[^\s\p{L}\p{N}]+|\n[^\S\n]*/gu;

const [space, letter, digit, lineEnd, mark] = [0, 1, 2, 3, 4];
/** What a character of ASCII is to {@link tokenLike}. */
const asciiKinds = Uint8Array.from({ length: 128 }, (_, code) => kindOf(String.fromCharCode(code)));
/** Most digits of a token. */
const digitsAtOnce = 3;

function kindOf(char: string): number {
  if (/\p{L}/u.test(char)) return letter;
  if (/\p{N}/u.test(char)) return digit;
  return char === "\n" ? lineEnd : /\s/.test(char) ? space : mark;
}

/**
 * Estimates the tokens of a text without a model's vocabulary. Measured against o200k on five languages, the error is
 * −19 … +13 % (5th to 95th percentile), and within ±8 % for half of the texts. Four characters per token would give
 * −36 … +21 %.
 */
export function estimateTokens(text: string): number {
  // Without the regular expression: at each keystroke, all lines around the cursor are estimated.
  let count = 0;
  let last = space;
  let digits = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= asciiKinds.length) return countTokens(text);
    const kind = asciiKinds[code] ?? space;
    digits = kind === digit && last === digit && digits < digitsAtOnce ? digits + 1 : 1;
    const isNew = kind !== last || kind === lineEnd || (kind === digit && digits === 1);
    if (isNew && kind !== space) count++;
    last = kind;
  }
  return count;
}

function countTokens(text: string): number {
  let count = 0;
  tokenLike.lastIndex = 0;
  while (tokenLike.test(text)) count++;
  return count;
}
