/**
 * Ends a stream before the first stop text. Holds back a possible start of one until the next chunk decides, so the
 * result does not depend on the chunking. Needed because servers take few stop texts, or ignore them.
 */
export async function* stopAt(chunks: AsyncIterable<string>, stops: readonly string[]): AsyncGenerator<string> {
  const wanted = stops.filter((stop) => stop !== "");
  let held = "";
  for await (const chunk of chunks) {
    held += chunk;
    const cut = earliest(held, wanted);
    if (cut >= 0) {
      if (cut > 0) yield held.slice(0, cut);
      return;
    }
    const safe = held.length - longestStart(held, wanted);
    if (safe > 0) yield held.slice(0, safe);
    held = held.slice(safe);
  }
  if (held) yield held;
}

function earliest(text: string, stops: readonly string[]): number {
  const found = stops.map((stop) => text.indexOf(stop)).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}

/** Length of the longest end of the text that is the start of a stop text. */
function longestStart(text: string, stops: readonly string[]): number {
  let longest = 0;
  for (const stop of stops) {
    for (let length = Math.min(stop.length - 1, text.length); length > longest; length--) {
      if (text.endsWith(stop.slice(0, length))) longest = length;
    }
  }
  return longest;
}
