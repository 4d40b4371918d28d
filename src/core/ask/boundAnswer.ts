import { findRepetition } from "../answerText/repetition.ts";

/** How a stream came to its end. */
export type StreamEnding = "complete" | "tooLong" | "repeating";

/** Longest answer that is read, in UTF-16 units: about twelve pages. */
const answerLimit = 32_000;
/** How often a group of lines may occur in a row. */
const rounds = 5;

/**
 * Passes an answer on as it comes and ends it when it becomes too long or repeats itself; ending here ends the
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
    if (lineEnd > checked && repeatsItself(text.slice(Math.max(0, lineEnd - 4_000), lineEnd))) return "repeating";
    checked = lineEnd;
  }
  return "complete";
}

function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is dropped
  return text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").replace(/\r\n?/g, "\n");
}

function repeatsItself(text: string): boolean {
  const lines = text.split("\n").filter((line) => line.trim() !== "");
  return findRepetition(lines, rounds) !== undefined;
}
