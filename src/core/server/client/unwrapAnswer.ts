import { dropReasoning } from "../../answerText/reasoning.ts";
import { stopAt } from "./stopAt.ts";

/** The start of the code in a chat answer, and the texts at which it ends. */
interface Lead {
  readonly rest: string;
  readonly ends: readonly string[];
}

/**
 * Extracts the code from a chat model's answer while it streams: leaves out reasoning, a tag, a Markdown fence and a
 * sentence before either. An answer that is plain code is passed on from its first line.
 * @param tag the tag that the prompt requested around the answer
 */
export async function* unwrapAnswer(
  chunks: AsyncIterable<string>,
  tag: { readonly open: string; readonly close: string },
): AsyncGenerator<string> {
  const iterator = dropReasoning(chunks);
  try {
    let held = "";
    let lead: Lead | undefined;
    while (!lead) {
      const next = await iterator.next();
      if (!next.done) held += next.value;
      lead = findLead(held, tag, next.done === true);
      if (next.done) break;
    }
    if (lead) yield* stopAt(resume(lead.rest, iterator), lead.ends);
  } finally {
    await iterator.return();
  }
}

async function* resume(first: string, iterator: AsyncIterator<string>): AsyncGenerator<string> {
  if (first) yield first;
  for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
}

function findLead(text: string, tag: { open: string; close: string }, isWhole: boolean): Lead | undefined {
  const at = text.indexOf(tag.open);
  if (at >= 0) return { rest: text.slice(at + tag.open.length), ends: [tag.close] };
  const fence = /^[ \t]*```[^\n`]*\n/m.exec(text);
  if (fence) return { rest: text.slice(fence.index + fence[0].length), ends: ["\n```", tag.close] };
  if (isWhole) return { rest: text, ends: [tag.close] };
  const isUndecided = text.trim() === "" || !text.trimStart().includes("\n") || announces(text);
  return isUndecided ? undefined : { rest: text, ends: [tag.close, "\n```"] };
}

/** Whether the text so far is only an introduction such as "Here is the code:", which the code follows. */
function announces(text: string): boolean {
  const [first = "", ...more] = text.trimStart().split("\n");
  const isProse = /^[A-Z][^(){}=;]* [^(){}=;]*[:.!]$/.test(first.trimEnd());
  return isProse && more.join("").trim() === "";
}
