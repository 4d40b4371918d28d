import MarkdownIt, { type Token } from "markdown-it";
import { t } from "../dom/t.ts";
import type { AnswerBlock, AnswerInline, TableRow } from "./answerBlock.ts";

/** Treats raw HTML as text, and only Markdown links as links: plain addresses stay text. */
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false });

/** A token with its children. */
interface Node {
  readonly token: Token;
  readonly children: readonly Node[];
}

/**
 * Parses Markdown into blocks that are safe to draw. Unfinished Markdown of a streaming answer gives the best result so
 * far.
 * @param sourceCount citations [1] … [sourceCount] become references; other numbers stay text
 */
export function parseAnswer(text: string, sourceCount: number): readonly AnswerBlock[] {
  return blocksOf(nest(markdown.parse(text, {})), sourceCount);
}

/** Turns a flat list with opening and closing tokens into a tree. */
function nest(tokens: readonly Token[]): readonly Node[] {
  const top: Node[] = [];
  const open: Node[][] = [top];
  for (const token of tokens) {
    if (token.nesting < 0) {
      if (open.length > 1) open.pop();
      continue;
    }
    const children: Node[] = [];
    open.at(-1)?.push({ token, children });
    if (token.nesting > 0) open.push(children);
  }
  return top;
}

function blocksOf(nodes: readonly Node[], sourceCount: number): readonly AnswerBlock[] {
  return nodes.flatMap((node) => blockOf(node, sourceCount));
}

function blockOf({ token, children }: Node, sourceCount: number): readonly AnswerBlock[] {
  switch (token.type) {
    case "paragraph_open":
      return [{ kind: "paragraph", inlines: textOf(children, sourceCount) }];
    case "heading_open":
      return [{ kind: "heading", level: Number(token.tag.slice(1)), inlines: textOf(children, sourceCount) }];
    case "fence":
    case "code_block":
      return [{ kind: "code", ...fenceInfo(token.info), text: token.content.replace(/\n$/, "") }];
    case "bullet_list_open":
    case "ordered_list_open":
      return [listOf(token, children, sourceCount)];
    case "blockquote_open":
      return [{ kind: "quote", blocks: blocksOf(children, sourceCount) }];
    case "table_open":
      return [tableOf(children, sourceCount)];
    case "hr":
      return [{ kind: "rule" }];
    case "inline":
      return [{ kind: "paragraph", inlines: inlinesOf(nest(token.children ?? []), sourceCount) }];
    default:
      return token.content === "" ? [] : [{ kind: "paragraph", inlines: [{ kind: "text", text: token.content }] }];
  }
}

/** Reads the line behind a fence: a language, and the file as in `ts path=src/a.ts` or `ts:src/a.ts`. */
function fenceInfo(info: string): { readonly language: string; readonly path?: string } {
  const [, language = "", colon, rest = ""] = /^([^\s:]*)(?::(\S+))?(.*)$/.exec(info.trim()) ?? [];
  const path = colon ?? /(?:^|\s)(?:path|file|filename|title)=["']?([^"'\s]+)/.exec(rest)?.[1];
  return path === undefined ? { language } : { language, path };
}

function listOf(token: Token, items: readonly Node[], sourceCount: number): AnswerBlock {
  const start = token.type === "ordered_list_open" ? Number(token.attrGet("start") ?? 1) : undefined;
  return { kind: "list", start, items: items.map((item) => blocksOf(item.children, sourceCount)) };
}

function tableOf(children: readonly Node[], sourceCount: number): AnswerBlock {
  const rows = children.flatMap((section) => section.children).map((row) => rowOf(row, sourceCount));
  return { kind: "table", head: rows[0] ?? [], rows: rows.slice(1) };
}

function rowOf(row: Node, sourceCount: number): TableRow {
  return row.children.map((cell) => textOf(cell.children, sourceCount));
}

function textOf(children: readonly Node[], sourceCount: number): readonly AnswerInline[] {
  return children.flatMap(({ token }) => inlinesOf(nest(token.children ?? []), sourceCount));
}

function inlinesOf(nodes: readonly Node[], sourceCount: number): readonly AnswerInline[] {
  return nodes.flatMap((node) => inlineOf(node, sourceCount));
}

function inlineOf({ token, children }: Node, sourceCount: number): readonly AnswerInline[] {
  const inside = () => inlinesOf(children, sourceCount);
  switch (token.type) {
    case "text":
      return withCitations(token.content, sourceCount);
    case "code_inline":
      return [{ kind: "code", text: token.content }];
    case "strong_open":
      return [{ kind: "strong", inlines: inside() }];
    case "em_open":
      return [{ kind: "emphasis", inlines: inside() }];
    case "s_open":
      return [{ kind: "deleted", inlines: inside() }];
    case "softbreak":
      return [{ kind: "text", text: " " }];
    case "hardbreak":
      return [{ kind: "break" }];
    case "link_open":
      return linkOf(String(token.attrGet("href") ?? ""), inside());
    case "image":
      return [{ kind: "text", text: token.content === "" ? t("(image)") : t("(image: {0})", token.content) }];
    default:
      return [{ kind: "text", text: token.content }, ...inside()];
  }
}

/** Returns a link for https. Other addresses are shown as text, so that no link leads elsewhere than it says. */
function linkOf(url: string, inlines: readonly AnswerInline[]): readonly AnswerInline[] {
  return /^https:\/\/[^\s/]/i.test(url)
    ? [{ kind: "link", url, inlines }]
    : [...inlines, { kind: "text", text: ` (${url})` }];
}

function withCitations(text: string, sourceCount: number): readonly AnswerInline[] {
  const inlines: AnswerInline[] = [];
  let from = 0;
  for (const match of text.matchAll(/\[(\d{1,2}(?:\s*[,;]\s*\d{1,2})*)\]/g)) {
    const numbers = (match[1] ?? "").split(/[,;]/).map(Number);
    if (sourceCount === 0) continue;
    if (match.index > from) inlines.push({ kind: "text", text: text.slice(from, match.index) });
    inlines.push(
      ...numbers.map(
        (number) => ({ kind: number >= 1 && number <= sourceCount ? "citation" : "missing", number }) as const,
      ),
    );
    from = match.index + match[0].length;
  }
  if (from < text.length) inlines.push({ kind: "text", text: text.slice(from) });
  return inlines;
}
