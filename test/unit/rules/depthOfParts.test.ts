import { expect, test } from "vitest";
import { refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

function shown(drawn: string, text: string, languageId: string, scope: "line" | "block" = "line"): string {
  const cursor = at(drawn, { languageId, indentation: { insertSpaces: true, tabSize: 4 } });
  const refined = refine(text, createRuleContext(cursor, { scope, maxLines: 8 }));
  return refined.kind === "dropped" ? `dropped by ${refined.rule}` : refined.text;
}

test.each([
  ["the line below", "namespace a {\n▮\nclass C;\n}", "class B;", "class B;"],
  ["a line below a blank one", "namespace a {\n\n▮\n\nclass C {\n    int d;\n};\n}", "class B;", "class B;"],
  ["another namespace", "namespace a {\nclass C;\n}\n\nnamespace b {\n▮", "class B;", "class B;"],
  ["another namespace, deeper", "namespace a {\n  class C;\n}\n\nnamespace b {\n▮", "class B;", "  class B;"],
  [
    "another namespace, unlike the answer",
    "namespace a {\nclass C;\n}\n\nnamespace b {\n▮",
    "    class B;",
    "class B;",
  ],
  ["a namespace in a namespace", "namespace a {\nnamespace b {\n▮\nclass C;\n}\n}", "class B;", "class B;"],
  ["a namespace whose brace is below", "namespace a\n{\n▮\nclass C;\n}", "class B;", "class B;"],
  ["a namespace whose brace is below, deeper", "namespace a\n{\n▮\n    class C;\n}", "class B;", "    class B;"],
  ["no other line, where the cursor is", "namespace {\n▮\n}  // namespace", "class B;", "class B;"],
  ["functions of C", 'extern "C" {\n▮\nint f(void);\n}', "int g(void);", "int g(void);"],
] as const)("what a namespace holds is as deep as the file shows it: %s", (_, drawn, text, expected) => {
  expect(shown(drawn, text, "cpp")).toBe(expected);
});

test.each([
  ["flat", "namespace a {\nclass C;\n}\n\nnamespace b {▮", "\nclass B;\n}", "\nclass B;\n}"],
  ["deeper", "namespace a {\n  class C;\n}\n\nnamespace b {▮", "\nclass B;\n}", "\n  class B;\n}"],
  ["flat, unlike the answer", "namespace a {\nclass C;\n}\n\nnamespace b {▮", "\n    class B;\n}", "\nclass B;\n}"],
  [
    "with a class's own brace",
    "namespace a {\n  class C;\n}\n\nnamespace b {▮",
    "\nclass B {\n};\n}",
    "\n  class B {\n  };\n}",
  ],
] as const)("a whole namespace of a model is as deep as the file shows it: %s", (_, drawn, text, expected) => {
  expect(shown(drawn, text, "cpp", "block")).toBe(expected);
});

test.each([
  ["a function's body", "namespace a {\n\nvoid f() {\n▮\n}\n}", "g();", "cpp", "    g();"],
  ["a module's function", "(function () {\n▮\nvar a = 1;\n\n})();", "var b = 2;", "javascript", "var b = 2;"],
  ["a defined module", "define(function () {\n▮\n  var a = 1;\n});", "var b = 2;", "javascript", "  var b = 2;"],
  ["a function", "function f() {\n▮\nfunction g() {\n}", "h();", "javascript", "    h();"],
  ["a namespace of TypeScript", "namespace A {\n▮\n}", "let b = 2;", "typescript", "    let b = 2;"],
  ["below a comment of a page", "<div>\n<!-- a -->\n▮\n</div>", "<p>b</p>", "html", "<p>b</p>"],
] as const)("other blocks keep their depth: %s", (_, drawn, text, languageId, expected) => {
  expect(shown(drawn, text, languageId)).toBe(expected);
});
