/** Ends the stream after a number of lines. */
export async function* stopAfterLines(lines: AsyncIterable<string>, limit: number): AsyncGenerator<string, void, void> {
  let count = 0;
  for await (const line of lines) {
    yield line;
    count++;
    if (count >= limit) return;
  }
}
