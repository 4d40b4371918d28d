/** Tags around the reasoning that some models write before their answer. */
const tags = ["think", "thinking", "reasoning"].map((name) => ({ open: `<${name}>`, close: `</${name}>` }));

/** Separates reasoning and answer: blank lines, or blanks on the closing tag's line. Excludes the next indentation. */
const gap = /^(?:\s*\n|[^\S\n]+)/;

/** Classification of the text that has arrived so far. */
type Start =
  | { readonly kind: "undecided" }
  | { readonly kind: "reasoning"; readonly tag: (typeof tags)[number] }
  | { readonly kind: "answer"; readonly at: number };

/** Removes the reasoning before an answer. Unfinished reasoning leaves an empty text; other text is unchanged. */
export function stripReasoning(text: string): string {
  const start = findStart(text);
  if (start.kind === "undecided") return text;
  return start.kind === "answer" ? text.slice(start.at) : "";
}

/** {@link stripReasoning} for a stream. The concatenated result does not depend on the chunks. */
export async function* dropReasoning(chunks: AsyncIterable<string>): AsyncGenerator<string, void, void> {
  let held = "";
  let isAnswer = false;
  for await (const chunk of chunks) {
    if (isAnswer) {
      yield chunk;
      continue;
    }
    held += chunk;
    const start: Start = findStart(held);
    // Reasoning can be long, so only enough for a closing tag is kept.
    if (start.kind === "reasoning") held = start.tag.open + held.slice(-start.tag.close.length);
    if (start.kind !== "answer") continue;
    const answer = held.slice(start.at);
    isAnswer = answer.trim() !== ""; // More blanks of the gap may follow.
    if (isAnswer) yield answer;
  }
  const rest = isAnswer ? "" : stripReasoning(held);
  if (rest !== "") yield rest;
}

function findStart(text: string): Start {
  const start = text.trimStart();
  const tag = tags.find(({ open }) => start.startsWith(open));
  if (!tag) return tags.some(({ open }) => open.startsWith(start)) ? { kind: "undecided" } : { kind: "answer", at: 0 };
  const end = text.indexOf(tag.close);
  if (end < 0) return { kind: "reasoning", tag };
  const after = end + tag.close.length;
  return { kind: "answer", at: after + (gap.exec(text.slice(after))?.[0].length ?? 0) };
}
