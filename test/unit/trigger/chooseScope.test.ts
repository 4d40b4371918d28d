import { expect, test } from "vitest";
import { surroundingsOf } from "../../../src/core/code/scan/surroundings.ts";
import { chooseScope } from "../../../src/core/trigger/chooseScope.ts";
import { at } from "../../support/at.ts";

function scopeAt(drawn: string, languageId = "typescript", more: { explicit?: boolean; maxLines?: number } = {}) {
  const cursor = at(drawn, { languageId });
  return chooseScope(cursor, surroundingsOf(cursor), { explicit: false, maxLines: 10, ...more });
}

test.each([
  ["an empty body", "function f() {\n  ▮\n}\n"],
  ["behind the bracket that opens it", "function f() {▮}\n"],
  ["the end of a body that goes on below a blank line", "function f() {\n  const a = 1;\n  ▮\n\n  return a;\n}\n"],
  ["a comment that asks for code", "const a = 1;\n// the sum of all prices\n▮\nconst b = 2;\n"],
  ["the end of the file", "const a = 1;\n▮"],
  ["a new paragraph before a blank line", "const a = 1;\n\n▮\n\nconst b = 2;\n"],
])("a block: %s", (_, drawn) => expect(scopeAt(drawn)).toBe("block"));

test.each([
  ["between two statements", "const a = 1;\n▮\nconst b = 2;\n"],
  ["the head of a body that has been written", "function f() {\n  ▮\n  return 1;\n}\n"],
  ["before the bracket that closes", "function f() {\n  const a = 1;\n  ▮\n}\n"],
  ["inside of a line", "const a = ▮\n\nconst b = 2;\n"],
  ["a line with code behind the cursor", "call(▮, 1);\n"],
  ["a document that is still empty", "▮"],
  ["a string", "const a = `\n▮\n\n`;\n"],
])("one line: %s", (_, drawn) => expect(scopeAt(drawn)).toBe("line"));

test("a body ends where the lines below stand further left, or a word closes it", () => {
  expect(scopeAt("def f(a):\n    b = a\n    ▮\nprint(f(1))\n", "python")).toBe("block");
  expect(scopeAt("def f(a):\n    b = a\n    ▮\n    return b\n", "python")).toBe("line");
  expect(scopeAt("def f(x) do\n  items\n  ▮\nend\n", "elixir")).toBe("line");
  expect(scopeAt("def f(x) do\n  ▮\nend\n", "elixir")).toBe("block");
});

test("prose is offered line by line, and `maxLines` 1 means one line, whoever asks", () => {
  expect(scopeAt("# Title\n\n▮\n", "markdown")).toBe("line");
  expect(scopeAt("function f() {\n  ▮\n}\n", "typescript", { maxLines: 1, explicit: true })).toBe("line");
  expect(scopeAt("const a = 1;\n▮\nconst b = 2;\n", "typescript", { explicit: true })).toBe("block");
});
