import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Control tokens of the model families that complete code, and tags that prompts for chat models end answers with. */
const token = new RegExp(
  [
    String.raw`<\|[a-zA-Z_]{2,40}\|>`,
    String.raw`<｜[^｜\n]{2,40}｜>`,
    String.raw`<\[(?:fim-(?:prefix|suffix|middle)|(?:begin|end|PAD|SEP|BOS|EOS|CLS)[\w▁]*)\]>`,
    "<(?:fim|file|repo|jupyter|issue|gh|commit)_[a-z_]{2,20}>",
    "<(?:fim-(?:prefix|suffix|middle|pad)|filename|reponame|endoftext|end_of_turn|start_of_turn|eos|bos|eot)>",
    "<(?:PRE|SUF|MID|EOT)>",
    String.raw`\[(?:PREFIX|SUFFIX|MIDDLE)\]`,
    "</?(?:COMPLETION|completion)>",
    "</s>",
    String.raw`\[/?INST\]`,
  ].join("|"),
  "g",
);
/** Marks where the model thinks the cursor is; the text continues after it. */
const cursorToken = /<\|cursor\|>|<CURSOR>/g;

/**
 * Cuts the answer at the first control token that leaked into it; tokens before any text are skipped.
 * Tokens that the document itself holds are text there, e.g. in the source of a tokenizer.
 */
export function cutAtControlToken(text: string, context: RuleContext): string {
  const { shown, from, to } = findControlToken(text, context);
  return shown.slice(from, to);
}

/** Whether a control token has ended the answer. */
export function isEndedByToken(text: string, context: RuleContext): boolean {
  return findControlToken(text, context).to !== undefined;
}

/** Whether the text contains a control token that the document does not. */
export function hasControlToken(text: string, context: RuleContext): boolean {
  const { from, to } = findControlToken(text, context);
  return from > 0 || to !== undefined;
}

function findControlToken(
  text: string,
  { cursor }: RuleContext,
): { shown: string; from: number; to: number | undefined } {
  const isText = (found: string) => cursor.prefix.includes(found) || cursor.suffix.includes(found);
  const shown = text.replace(cursorToken, (found) => (isText(found) ? found : ""));
  let from = 0;
  for (const match of shown.matchAll(token)) {
    if (isText(match[0])) continue;
    if (!isBlank(shown.slice(from, match.index))) return { shown, from, to: match.index };
    from = match.index + match[0].length;
  }
  return { shown, from, to: undefined };
}
