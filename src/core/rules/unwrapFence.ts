import { looksLikeProse } from "./looksLikeProse.ts";
import type { RuleContext } from "./ruleContext.ts";

const fence = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n/;

/**
 * Takes the code out of a Markdown fence, together with a sentence that announced it. In a document that is itself
 * written in prose, or inside a comment or string, fences are text.
 */
export function unwrapFence(text: string, context: RuleContext): string {
  if (context.syntax.prose || context.inside !== "code") return text;
  const body = looksLikeProse(text)
    ? text.slice(Math.max(0, text.search(/^[ \t]*(?:`{3}|~{3})/m)))
    : text.replace(/^\n+(?=[ \t]*(?:`{3}|~{3}))/, "");
  const open = fence.exec(body);
  if (!open) return cutAtFence(text);
  return cutAtFence(body.slice(open[0].length));
}

/** A fence that closes ends the answer: what follows is talk. */
function cutAtFence(text: string): string {
  const close = /^[ \t]*(?:`{3,}|~{3,})[ \t]*$/m.exec(text);
  return close ? text.slice(0, close.index).replace(/\n$/, "") : text;
}
