/**
 * Ends the stream after the first line at which `isEnough` says of the text so far that nothing that follows can change
 * what will be shown. The line that decided is part of the result.
 */
export async function* stopWhenEnough(
  lines: AsyncIterable<string>,
  isEnough: (text: string) => boolean,
): AsyncGenerator<string, void, void> {
  let text = "";
  for await (const line of lines) {
    text += line;
    yield line;
    if (isEnough(text)) return;
  }
}
