import { common, createLowlight } from "lowlight";
import type { TokenKind } from "../ask/protocol.ts";

/** Consecutive characters of code of the same kind. */
export interface CodeToken {
  readonly text: string;
  readonly kind: TokenKind | undefined;
}

const lowlight = createLowlight(common);
/** Longer code is shown in one color: it is colored again with each frame while an answer streams. UTF-16 units. */
const longestCode = 12_000;

/** Classes of highlight.js (its documentation lists them) as the kinds that themes color. */
const kinds: Readonly<Record<string, TokenKind>> = {
  "hljs-comment": "comment",
  "hljs-doctag": "keyword",
  "hljs-quote": "comment",
  "hljs-keyword": "keyword",
  "hljs-built_in": "type",
  "hljs-literal": "constant",
  "hljs-symbol": "constant",
  "hljs-number": "number",
  "hljs-string": "string",
  "hljs-regexp": "regexp",
  "hljs-title": "function",
  "hljs-section": "function",
  "hljs-type": "type",
  "hljs-class": "type",
  class_: "type",
  "hljs-variable": "variable",
  "hljs-template-variable": "variable",
  "hljs-attr": "variable",
  "hljs-property": "variable",
  "hljs-params": "variable",
  "hljs-attribute": "attribute",
  "hljs-name": "tag",
  "hljs-tag": "tag",
  "hljs-selector-tag": "tag",
  "hljs-selector-class": "attribute",
  "hljs-selector-id": "attribute",
  "hljs-meta": "meta",
  "hljs-addition": "string",
  "hljs-deletion": "regexp",
};

type HastNode = ReturnType<typeof lowlight.highlight>["children"][number];

/**
 * Splits code into colored pieces. The pieces joined are the code.
 * @param language as a Markdown fence names it; code of an unknown language is one piece
 */
export function highlightCode(text: string, language: string): readonly CodeToken[] {
  const name = language.toLowerCase();
  if (text.length > longestCode || !lowlight.registered(name)) return [{ text, kind: undefined }];
  return lowlight.highlight(name, text).children.flatMap((node) => tokensOf(node, undefined));
}

function tokensOf(node: HastNode, outer: TokenKind | undefined): readonly CodeToken[] {
  if (node.type === "text") return [{ text: node.value, kind: outer }];
  if (node.type !== "element") return [];
  const { className } = node.properties;
  const own = Array.isArray(className) ? className.map((name) => kinds[String(name)]).findLast(Boolean) : undefined;
  return node.children.flatMap((child) => tokensOf(child, own ?? outer));
}
