import type { ChatMessage, PromptParts } from "../types/model.ts";

/** Marks the cursor in the document that a chat model sees. */
const hole = "<hole/>";

const instructions = [
  "You complete code in an editor.",
  `Where the document says ${hole}, text is missing: reply with exactly that text between <fill> and </fill>.`,
  "The document must read well with your text put in that place: keep its style, names and indentation, repeat nothing that already stands before or after it, and stop where the thought ends.",
  "No explanation, no Markdown.",
].join(" ");

/** Returns the messages that ask a chat model to fill the hole. Snippets come first, for the server's prompt cache. */
export function formatChat(parts: PromptParts): readonly ChatMessage[] {
  const snippets = parts.snippets.map(({ path, text }) => block(path, text));
  const document = block(parts.path, `${safe(parts.prefix)}${hole}${safe(parts.suffix)}`);
  const content = [...(snippets.length > 0 ? ["Other files:", ...snippets, "The document:"] : []), document].join(
    "\n\n",
  );
  return [
    { role: "system", content: instructions },
    { role: "user", content },
  ];
}

function block(path: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = "`".repeat(longest + 1);
  return `${fence} ${path}\n${text.replace(/\n$/, "")}\n${fence}`;
}

/** Escapes `<hole/>` in a text of the document, so that there is only one hole. */
function safe(text: string): string {
  return text.replaceAll(hole, "<hole />");
}
