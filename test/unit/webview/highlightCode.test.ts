import fc from "fast-check";
import { expect, test } from "vitest";
import { highlightCode } from "../../../src/webview/answer/highlightCode.ts";
import { parseAnswer } from "../../../src/webview/answer/parseAnswer.ts";
import { ownCompletions, wordAtCaret } from "../../../src/webview/ask/wordAtCaret.ts";

test("code is split into kinds that themes color", () => {
  const tokens = highlightCode('export const a = "x"; // 1', "ts");
  const kindOf = (text: string) => tokens.find((token) => token.text === text)?.kind;
  expect(kindOf("export")).toBe("keyword");
  expect(kindOf('"x"')).toBe("string");
  expect(kindOf("// 1")).toBe("comment");
});

test("the pieces are the code, whatever it is", () => {
  const language = fc.constantFrom("ts", "py", "html", "css", "sh", "md", "json", "nonsense", "__proto__");
  fc.assert(
    fc.property(fc.string({ maxLength: 300 }), language, (code, name) => {
      expect(
        highlightCode(code, name)
          .map(({ text }) => text)
          .join(""),
      ).toBe(code);
    }),
  );
});

test("long code and unknown languages are one piece", () => {
  expect(highlightCode("a".repeat(20_000), "ts")).toHaveLength(1);
  expect(highlightCode("const a = 1", "klingon")).toEqual([{ text: "const a = 1", kind: undefined }]);
});

test.each([
  ["ts path=src/a.ts", { language: "ts", path: "src/a.ts" }],
  ['ts title="src/a.ts"', { language: "ts", path: "src/a.ts" }],
  ["ts:src/a.ts", { language: "ts", path: "src/a.ts" }],
  ["ts", { language: "ts" }],
  ["", { language: "" }],
])("the fence %j says %j", (info, expected) => {
  const [block] = parseAnswer(`\`\`\`${info}\nx\n\`\`\``, 0);
  expect(block).toEqual({ kind: "code", text: "x", ...expected });
});

test("a word after # or a slash at the start is completed", () => {
  const at = (text: string) => wordAtCaret(text, text.length)?.text;
  expect(at("what is #fi")).toBe("#fi");
  expect(at('in #file:"docs/read m')).toBe('#file:"docs/read m');
  expect(at("/ex")).toBe("/ex");
  expect(at("and /ex")).toBeUndefined();
  expect(at("C#")).toBeUndefined();
  expect(ownCompletions({ from: 0, text: "#s" })?.map(({ label }) => label)).toEqual(["#symbol:", "#selection"]);
  expect(ownCompletions({ from: 0, text: "#file:a" })).toBeUndefined();
});
