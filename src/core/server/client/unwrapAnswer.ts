import { dropReasoning } from "../../answerText/reasoning.ts";
import { stopAt } from "./stopAt.ts";

/** Where the wanted text of a chat answer begins, and at which texts it ends. */
interface Lead {
  readonly rest: string;
  readonly ends: readonly string[];
}

/**
 * Takes the code out of a chat model's answer while it streams: reasoning, a tag, a Markdown fence or a sentence ahead
 * of either are left out. An answer that is plain code passes from its first line on.
 * @param tag what the prompt asked the answer to stand between
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

/** A first line such as "Here is the code:" or a fence still without its end of line: what counts comes after. */
function announces(text: string): boolean {
  const [first = "", ...more] = text.trimStart().split("\n");
  const isProse = /^[A-Z][^(){}=;]* [^(){}=;]*[:.!]$/.test(first.trimEnd());
  return isProse && more.join("").trim() === "";
}
