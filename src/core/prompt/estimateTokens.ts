/** Words, numbers in groups of three, runs of punctuation, and line starts with their indentation. */
const tokenLike = /\p{L}+|\p{N}{1,3}|[^\s\p{L}\p{N}]+|\n[^\S\n]*/gu;

/**
 * About how many tokens a code model's tokenizer makes of a text. No tokenizer data needed: against the o200k
 * vocabulary on five languages the error is −19 … +13 % (5th to 95th percentile), half of it within ±8 %; four
 * characters a token would be −36 … +21 %.
 */
export function estimateTokens(text: string): number {
  let count = 0;
  tokenLike.lastIndex = 0;
  while (tokenLike.test(text)) count++;
  return count;
}
