/** Longest line taken from a model; what is longer is cut there and ends the answer. UTF-16 units. */
export const lineLimit = 1_000;

/**
 * Turns chunks of any size into lines, each with its "\n" except perhaps the last. Every rule behind it thus sees the
 * same pieces however the answer arrived.
 */
export async function* lines(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let rest = "";
  for await (const chunk of chunks) {
    rest += chunk;
    let end = rest.indexOf("\n");
    while (end >= 0 && end < lineLimit) {
      yield rest.slice(0, end + 1);
      rest = rest.slice(end + 1);
      end = rest.indexOf("\n");
    }
    if (rest.length >= lineLimit) {
      yield cutBetweenCharacters(rest, lineLimit);
      return;
    }
  }
  if (rest !== "") yield rest;
}

function cutBetweenCharacters(text: string, at: number): string {
  const code = text.charCodeAt(at - 1);
  return text.slice(0, code >= 0xd800 && code <= 0xdbff ? at - 1 : at);
}
