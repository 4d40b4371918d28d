/** Longest group of lines that is recognised when it comes again and again. */
const groupLimit = 8;
/** A group that comes this often in a row is a model that found no end. */
const rounds = 4;

/** Ends the stream when the same line, or the same group of lines, comes for the fourth time in a row. */
export async function* stopAtRepetition(lines: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  const seen: string[] = [];
  for await (const line of lines) {
    yield line;
    seen.push(line);
    if (endsInRounds(seen)) return;
  }
}

function endsInRounds(lines: readonly string[]): boolean {
  for (let size = 1; size <= groupLimit && size * rounds <= lines.length; size++) {
    const tail = lines.slice(-size * rounds);
    if (tail.some((line) => line.trim() !== "") && tail.every((line, i) => line === tail[i % size])) return true;
  }
  return false;
}
