/** WORD JOINER. Inside a marker, it makes a tokenizer read plain text, and a model can still read it. */
const joiner = "\u2060";

/**
 * Prevents text of a document from acting as a marker: inserts an invisible character after the first character of
 * every marker in the text, so that no tokenizer reads a control token.
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

/** Whether a marker is a control token. `\n+++++ ` and similar ones are plain text to every tokenizer. */
function isControl(marker: string): boolean {
  return /^(<.+>|\[[A-Z]+\])$/.test(marker);
}

/** Removes the characters that {@link disarmMarkers} inserted, for an answer that copies from its prompt. */
export function rearmMarkers(text: string): string {
  return text.replaceAll(joiner, "");
}
