/** Ways in which chat models begin when they talk instead of writing code. */
const opening =
  /^\s*(?:(?:sure|certainly|of course|okay|ok|absolutely|great question)[!,.:]|here(?:'s|’s| is| are)\s|below is\s|(?:the|this)\s+(?:\w+\s+){0,3}(?:code|completion|function|snippet|answer|line)\s+(?:is|should|would|does|will|that)\b|i(?:'m| am)\s+(?:sorry|unable|an?\s+ai)|i\s+(?:can(?:'t|not)|cannot|apologi[sz]e|think|would|will|don't|do not)\s|as an ai\b|sorry[,.]|to complete\s+(?:the|this)\s|(?:unfortunately|note that|please note|it (?:looks|seems) like|based on the)\s|(?:you (?:can|could|should|might|need to)|let(?:'s| me| us))\s+\w+\s+\w+|explanation\s*:|completion\s*:|answer\s*:)/i;

/** Whether a text begins like a sentence to a person. Narrow on purpose: only well-known beginnings count. */
export function looksLikeProse(text: string): boolean {
  return opening.test(text);
}
