import { findRepetition } from "../../answerText/repetition.ts";

/** A group of lines that occurs this often in a row comes from a model that found no end. */
const rounds = 4;

/** Ends the stream when the same line, or the same group of lines, arrives for the fourth time in a row. */
export async function* stopAtRepetition(lines: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  const seen: string[] = [];
  for await (const line of lines) {
    yield line;
    seen.push(line);
    if (findRepetition(seen, rounds)) return;
  }
}
