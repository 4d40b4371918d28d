import type { AnswerBlock, AnswerInline } from "./answerBlock.ts";

/** A source as far as citations are checked against it. */
export interface CitedSource {
  readonly path: string;
  readonly text: string;
}

/** Words that name something in code: several parts, a call, or more than one capital. */
const codeName =
  /\p{L}[\p{L}\p{N}]*(?:_[\p{L}\p{N}]+)+|\p{Ll}[\p{Ll}\p{N}]*\p{Lu}[\p{L}\p{N}]*|\p{Lu}[\p{Ll}\p{N}]+\p{Lu}[\p{L}\p{N}]*|[\p{L}_][\p{L}\p{N}_]*(?=\(\))/gu;
const word = /[\p{L}_$][\p{L}\p{N}_$]*/gu;
/** Shorter words in code spans are keywords and variables of a line more often than names. */
const shortestName = 3;

/**
 * Marks citations whose source contains none of the names that the sentence before them speaks of. A sentence without
 * names can't be checked, so its citations stay as they are.
 */
export function markWeakCitations(
  blocks: readonly AnswerBlock[],
  sources: readonly CitedSource[],
): readonly AnswerBlock[] {
  return blocks.map((block) => markBlock(block, sources));
}

function markBlock(block: AnswerBlock, sources: readonly CitedSource[]): AnswerBlock {
  switch (block.kind) {
    case "paragraph":
    case "heading":
      return { ...block, inlines: marked(block.inlines, sources) };
    case "list":
      return { ...block, items: block.items.map((item) => markWeakCitations(item, sources)) };
    case "quote":
      return { ...block, blocks: markWeakCitations(block.blocks, sources) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map((cell) => marked(cell, sources))) };
    case "code":
    case "rule":
      return block;
  }
}

function marked(inlines: readonly AnswerInline[], sources: readonly CitedSource[]): readonly AnswerInline[] {
  let names = new Set<string>();
  let isCited = false;
  return inlines.map((inline): AnswerInline => {
    if (inline.kind === "citation") {
      isCited = true;
      const source = sources[inline.number - 1];
      return source && names.size > 0 && !containsAny(source, names) ? { ...inline, isWeak: true } : inline;
    }
    const text = textOf(inline);
    // What follows a citation is the next claim; so is what follows the end of a sentence.
    if (isCited && /[\p{L}\p{N}]/u.test(text)) {
      names = new Set();
      isCited = false;
    }
    const [last = "", ...before] = text.split(/(?<=[.!?])\s+/).reverse();
    if (before.length > 0) names = new Set();
    for (const name of namesIn(inline, last)) names.add(name);
    return inline;
  });
}

function containsAny({ path, text }: CitedSource, names: ReadonlySet<string>): boolean {
  const all = `${path}\n${text}`.toLowerCase();
  return [...names].some((name) => all.includes(name.toLowerCase()));
}

function namesIn(inline: AnswerInline, text: string): readonly string[] {
  if (inline.kind !== "code") return text.match(codeName) ?? [];
  return (inline.text.match(word) ?? []).filter((name) => name.length >= shortestName);
}

function textOf(inline: AnswerInline): string {
  switch (inline.kind) {
    case "text":
    case "code":
      return inline.text;
    case "citation":
    case "missing":
    case "break":
      return "";
    default:
      return inline.inlines.map(textOf).join("");
  }
}
