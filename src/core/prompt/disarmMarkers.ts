/** An invisible joiner inside a marker makes it ordinary text to a tokenizer and leaves it readable to a model. */
const joiner = "\u2060";

/**
 * Keeps text that looks like a marker from being one: after its first character every listed text gets an invisible
 * character that no tokenizer knows as part of a control token.
 */
export function disarmMarkers(text: string, markers: readonly string[]): string {
  let safe = text;
  for (const marker of markers) {
    const bare = marker.trim();
    if (isControl(bare) && safe.includes(bare))
      safe = safe.replaceAll(bare, `${bare.slice(0, 1)}${joiner}${bare.slice(1)}`);
  }
  return safe;
}

/** `\n+++++ ` and the like are plain text to every tokenizer, and common in code. */
function isControl(marker: string): boolean {
  return /^(<.+>|\[[A-Z]+\])$/.test(marker);
}

/** The text without the characters that {@link disarmMarkers} put in: for an answer that copies what it was shown. */
export function rearmMarkers(text: string): string {
  return text.replaceAll(joiner, "");
}
