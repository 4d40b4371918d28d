/**
 * Reads the body of an answer piece by piece; stopping early ends the connection. Through a reader, because in some
 * browsers a stream can't be iterated.
 */
export async function* chunksOf({ body }: Pick<Response, "body">): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  if (!reader) return;
  let isEnded = false;
  try {
    for (;;) {
      const { done, value } = await reader.read();
      isEnded = done;
      if (done) return;
      yield value;
    }
  } catch (error) {
    isEnded = true;
    throw error;
  } finally {
    if (!isEnded) await reader.cancel();
  }
}
