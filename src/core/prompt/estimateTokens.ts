/** Words, numbers in groups of three, runs of punctuation, and line starts with their indentation. */
const tokenLike = /\p{L}+|\p{N}{1,3}|[^\s\p{L}\p{N}]+|\n[^\S\n]*/gu;

/**
 * Estimates the tokens of a text without a model's vocabulary. Measured against o200k on five languages, the error is
 * −19 … +13 % (5th to 95th percentile), and within ±8 % for half of the texts. Four characters per token would give
 * −36 … +21 %.
 */
export function estimateTokens(text: string): number {
  let count = 0;
  tokenLike.lastIndex = 0;
  while (tokenLike.test(text)) count++;
  return count;
}
