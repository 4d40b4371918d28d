const opening = "<think>";
const closing = "</think>";

/** Drops the `<think>…</think>` that reasoning models begin with; text that begins otherwise passes untouched. */
export async function* dropReasoning(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let waiting = "";
  let state: "start" | "inside" | "answer" = "start";
  for await (const chunk of chunks) {
    if (state === "answer") {
      yield chunk;
      continue;
    }
    waiting += chunk;
    if (state === "start") {
      const begun = waiting.trimStart();
      if (begun.length < opening.length && opening.startsWith(begun)) continue;
      state = begun.startsWith(opening) ? "inside" : "answer";
    }
    if (state === "inside") {
      const end = waiting.indexOf(closing);
      if (end < 0) {
        waiting = opening + waiting.slice(-closing.length);
        continue;
      }
      waiting = waiting.slice(end + closing.length).trimStart();
      state = "answer";
    }
    if (waiting !== "") yield waiting;
    waiting = "";
  }
  if (state === "start" && waiting !== "") yield waiting;
}
