/** How a stream came to its end. */
export type StreamEnding = "complete" | "tooLong" | "repeating";

/** Longest answer that is read, in UTF-16 units: about twelve pages. */
const answerLimit = 32_000;
/** Lines looked back on, and how often a group of them may come in a row. */
const repeatedLines = 6;
const rounds = 5;

/**
 * Passes an answer on as it comes and ends it when it grows beyond any use or turns in circles; ending here ends the
 * request at the socket. Control characters other than line ends and tabs are dropped.
 * @returns how the stream ended
 */
export async function* boundAnswer(
  chunks: AsyncIterable<string>,
  limit: number = answerLimit,
): AsyncGenerator<string, StreamEnding, void> {
  let text = "";
  let checked = 0;
  for await (const chunk of chunks) {
    const clean = withoutControls(chunk).slice(0, limit - text.length);
    text += clean;
    if (clean !== "") yield clean;
    if (text.length >= limit) return "tooLong";
    const lineEnd = text.lastIndexOf("\n");
    if (lineEnd > checked && turnsInCircles(text.slice(Math.max(0, lineEnd - 4_000), lineEnd))) return "repeating";
    checked = lineEnd;
  }
  return "complete";
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").replace(/\r\n?/g, "\n");
}

function turnsInCircles(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  for (let size = 1; size <= repeatedLines && size * rounds <= lines.length; size++) {
    const tail = lines.slice(-size * rounds);
    if (tail.every((line, i) => line === tail[i % size])) return true;
  }
  return false;
}
