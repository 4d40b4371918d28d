import { expect, test } from "vitest";
import { enclosingName, endOfDeclaration, symbolLines } from "../../../src/core/ask/tools/symbolLines.ts";

const code = (text: string) => text.replace(/^\n/, "").split("\n");

test.each<[string, string]>([
  ["a method", "class A {\n  find(x: string) {\n  }\n}"],
  ["a private method", "class A {\n  async #find(x: string): Promise<void> {\n  }\n}"],
  ["a method whose parameters take several lines", "class A {\n  find(\n    x: string,\n  ): Promise<void> {\n  }\n}"],
  ["a member of an interface", "interface A {\n  find(x: string): void;\n}"],
  ["a property of an interface", "interface A {\n  readonly find: () => void;\n}"],
  ["an optional property", "interface A {\n  find?: () => void;\n}"],
  ["a private field", "class A {\n  #find = new Map();\n}"],
  ["a constant", "// above\nexport const find = () => 1;"],
  ["a function of Python", "class A:\n  def find(self):"],
  ["a value of Python", "# find\nfind = 1"],
  ["a method of Go", "package a\nfunc (s *Store) find(id string) error {"],
  ["a function of C with its brace below", "#include <a.h>\nstatic int find(struct list *l)\n{"],
  ["a method of Java", "class A {\n  public List<String> find(String id) {\n  }\n}"],
  ["a function of Rust", "impl A {\n  pub fn find<T>(&self) -> T {\n  }\n}"],
])("%s declares it", (_, text) => {
  expect(symbolLines(code(text), "find")).toEqual({ declared: [1], imported: [], used: [] });
});

test.each([
  "  find(x);",
  "  this.find(x);",
  "  return find(x);",
  "  find(\n    x,\n  );",
  "  find({\n    a: 1,\n  });",
  "  list.find((each) => {\n    x();\n  });",
  "  find((each) => {\n  });",
  "  { find: x, other: 1 },",
  "  const x = find;",
  "  if (find === 1) {\n  }",
  "await find(x);",
])("%j uses it", (text) => {
  expect(symbolLines(code(text), "find")).toEqual({ declared: [], imported: [], used: [0] });
});

test("longer names and comments are not the name", () => {
  expect(symbolLines(["findAll(refind, $find);", "// find", " * find"], "find")).toEqual({
    declared: [],
    imported: [],
    used: [],
  });
});

test("a renamed import is followed to its uses, whatever it is renamed to", () => {
  const lines = code(`
import {
  find as search,
  other,
} from "./a.ts";
export { find } from "./b.ts";
from a import find as look
search(1);
const x = value as search;
other(2);
look(3)`);
  expect(symbolLines(lines, "find")).toEqual({
    declared: [],
    imported: [
      { line: 1, alias: "search" },
      { line: 4, alias: undefined },
      { line: 5, alias: "look" },
    ],
    used: [6, 7, 9],
  });
});

test.each([
  ["const a = 1;\n\nconst b = 2;", 1],
  ["function a(\n  b: number,\n) {\n  c();\n\n  d();\n}\n\nfunction e() {}", 7],
  ["def a():\n    b()\n\n    c()\n\ndef d():", 4],
  ["static int a(void)\n{\n  b();\n}\nint c;", 4],
])("%j ends after its own lines", (text, end) => {
  expect(endOfDeclaration(code(text), 0)).toBe(end);
});

test("a declaration is told by the one around it", () => {
  const lines = code("export class A {\n  x = 1;\n\n  find() {\n    if (y) {\n      z();\n    }\n  }\n}\nfind();");
  expect(enclosingName(lines, 3)).toBe("A");
  expect(enclosingName(lines, 5)).toBe("find");
  expect(enclosingName(lines, 9)).toBeUndefined();
});

test("a line that no person wrote is a use, whatever it looks like", () => {
  const long = `${"word ".repeat(40_000)}load (`;
  const imported = `import { ${"a, ".repeat(40_000)}`;
  expect(symbolLines([long, imported, "function load() {"], "load")).toEqual({
    declared: [2],
    imported: [],
    used: [0],
  });
});
