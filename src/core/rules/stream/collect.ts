/** Reads a stream to its end, or until it is aborted: then what came so far is dropped. */
export async function collect(pieces: AsyncIterable<string>, signal?: AbortSignal): Promise<string | undefined> {
  let text = "";
  for await (const piece of pieces) {
    if (signal?.aborted) return undefined;
    text += piece;
  }
  return signal?.aborted ? undefined : text;
}
