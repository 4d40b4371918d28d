import fc from "fast-check";
import { expect, test } from "vitest";
import { highlightCode } from "../../../src/webview/answer/highlightCode.ts";
import { parseAnswer } from "../../../src/webview/answer/parseAnswer.ts";

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
