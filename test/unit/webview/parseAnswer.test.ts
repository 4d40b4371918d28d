import fc from "fast-check";
import { expect, test } from "vitest";
import type { AnswerBlock, AnswerInline } from "../../../src/webview/answer/answerBlock.ts";
import { parseAnswer } from "../../../src/webview/answer/parseAnswer.ts";

function linksIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.flatMap(linksIn);
  if (typeof value !== "object" || value === null) return [];
  const own = "url" in value && typeof value.url === "string" ? [value.url] : [];
  return [...own, ...Object.values(value).flatMap(linksIn)];
}

const inlines = (text: string, sources = 0): readonly AnswerInline[] => {
  const [first] = parseAnswer(text, sources);
  return first?.kind === "paragraph" ? first.inlines : [];
};

test("reads the Markdown that models write", () => {
  const kinds = parseAnswer("# A\n\ntext\n\n```ts\nx\n```\n\n- a\n- b\n\n> q\n\n|a|b|\n|-|-|\n|1|2|\n\n---", 0).map(
    (b) => b.kind,
  );
  expect(kinds).toEqual(["heading", "paragraph", "code", "list", "quote", "table", "rule"]);
});

test("HTML is text", () => {
  expect(inlines("a <img src=x onerror=alert(1)> b")).toEqual([
    { kind: "text", text: "a <img src=x onerror=alert(1)> b" },
  ]);
  expect(parseAnswer("<script>alert(1)</script>", 0)).toEqual<readonly AnswerBlock[]>([
    { kind: "paragraph", inlines: [{ kind: "text", text: "<script>alert(1)</script>" }] },
  ]);
});

test("a picture becomes its text", () => {
  expect(inlines("![a cat](https://example.com/cat.png)")).toEqual([{ kind: "text", text: "(image: a cat)" }]);
});

test("links are https; others show their address as text", () => {
  expect(linksIn(parseAnswer("[a](https://example.com/) [b](http://example.com) [c](command:x) [d](/etc)", 0))).toEqual(
    ["https://example.com/"],
  );
  expect(inlines("[b](http://example.com)")).toEqual([
    { kind: "text", text: "b" },
    { kind: "text", text: " (http://example.com)" },
  ]);
});

test("citations of sources that exist become references, others are struck", () => {
  expect(inlines("Yes [1, 3], no [4].", 3)).toEqual([
    { kind: "text", text: "Yes " },
    { kind: "citation", number: 1 },
    { kind: "citation", number: 3 },
    { kind: "text", text: ", no " },
    { kind: "missing", number: 4 },
    { kind: "text", text: "." },
  ]);
  expect(inlines("All [0], [12] and [1,9].", 1).map((inline) => inline.kind)).toEqual([
    "text",
    "missing",
    "text",
    "missing",
    "text",
    "citation",
    "missing",
    "text",
  ]);
  expect(inlines("Without sources [1] is text.")).toEqual([{ kind: "text", text: "Without sources [1] is text." }]);
  expect(inlines("`a[1]`", 3)).toEqual([{ kind: "code", text: "a[1]" }]);
});

test("an unfinished fence is already code", () => {
  expect(parseAnswer("See\n\n```go\nfunc f() {", 0)[1]).toEqual({ kind: "code", language: "go", text: "func f() {" });
});

test("a numbered list starts with its first number", () => {
  expect(parseAnswer("3. c\n4. d", 0)[0]).toMatchObject({ kind: "list", start: 3 });
});

test("whatever a model writes, every link is https and nothing throws", () => {
  const scraps = fc.constantFrom("[a](", "javascript:x", "https://a", ")", "<a href=", "![", "](", "`", "```\n", "\n", "> ", "- ", "|", "**", "[1]", "&#106;", "data:text/html,x", "<https://b>"); // biome-ignore format: a list
  fc.assert(
    fc.property(fc.array(fc.oneof(scraps, fc.string()), { maxLength: 60 }), (parts) => {
      const links = linksIn(parseAnswer(parts.join(""), 5));
      expect(links.every((url) => url.toLowerCase().startsWith("https://"))).toBe(true);
    }),
  );
});

test.each([
  ["quotes", ">".repeat(32_000)],
  ["brackets", "[".repeat(32_000)],
  ["stars", "*a ".repeat(10_000)],
  ["lists in lists", Array.from({ length: 200 }, (_, i) => `${" ".repeat(2 * i)}- a`).join("\n")],
])("takes an answer of nothing but %s", (_name, text) => {
  expect(Array.isArray(parseAnswer(text, 0))).toBe(true);
});
