import { expect, test } from "vitest";
import { isAlreadyThere } from "../../../src/core/rules/repeats/isAlreadyThere.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { at } from "../../support/at.ts";

const isThere = (drawn: string, text: string, languageId: string) =>
  isAlreadyThere(text, createRuleContext(at(drawn, { languageId }), { scope: "line", maxLines: 1 }));

test.each([
  ["a Go method", "func (r *Route) Validate() error {\n\treturn nil\n}\n\nfunc (r *Route) ▮", "Validate() error", "go"],
  ["a function", "export function messageOf(e: unknown) {\n}\n\nexport function mess▮", "ageOf", "typescript"],
  [
    "a function by its first word",
    "export async function fetchCart(id: string) {\n}\n\nex▮",
    "port async function fetchCart(id: string)",
    "typescript",
  ],
  ["a Python function", "def total_by_customer(rows):\n    pass\n\ndef ▮", "total_by_customer(rows):", "python"],
  [
    "a method below",
    "class A {\n  async ▮\n  async create(request: Request) {\n    return 1;\n  }\n}",
    "create(request: Request)",
    "typescript",
  ],
  ["a class", "class Boat:\n    pass\n\nclass ▮", "Boat(Base):", "python"],
  ["a constant of the block", "function f() {\n  const rows = 1;\n  const ▮\n}", "rows = read();", "typescript"],
  [
    "a Java method with the same parameters",
    "class A {\n  public void run(int a) {\n  }\n  public ▮\n}",
    "void run(int a)",
    "java",
  ],
  ["a parameter", "onSubmit: (username, ▮", "username", "typescript"],
  ["a parameter with a type", "function f(name: string, ▮)", "name: string", "typescript"],
  ["a key of an object", "f({ type: A, ▮ })", "type: B", "typescript"],
  ["a key on another line", "const a = {\n  one: 1,\n  two: 2,\n  ▮\n};", "one: 3,", "typescript"],
  ["a key below", "const a = {\n  ▮\n  one: 1,\n};", "one: 3,", "typescript"],
  ["a key of a dictionary", 'a = {\n    "one": 1,\n    ▮\n}', '"one": 2,', "python"],
  ["a member of an enum", 'enum Color {\n  Red = "r",\n  Blue = "b",\n  ▮\n}', 'Red = "x",', "typescript"],
  ["a member of a Python enum", 'class Color(Enum):\n    RED = "r"\n    ▮\n', 'RED = "x"', "python"],
  ["a case", "switch (a) {\n  case One:\n    f();\n    break;\n  ▮\n}", "case One:", "typescript"],
  ["a case at the depth of its switch", "switch a {\ncase One:\n\tf()\n▮\n}", "case One:", "go"],
  ["the rest of a case", "switch (a) {\n  case Kind.One:\n    return 1;\n  case ▮\n}", "Kind.One:", "typescript"],
  ["a second default", "switch (a) {\n  default:\n    break;\n  ▮\n}", "default:", "typescript"],
  ["an arm of a match", "match a {\n    Kind::One => 1,\n    Kind::Two => 2,\n    ▮\n}", "Kind::One => 3,", "rust"],
  ["a case of a match", "match a:\n    case One():\n        pass\n    ▮\n", "case One():", "python"],
  ["a condition of the chain", "if (a > 1) {\n  f();\n} else if (▮", "a > 1)", "typescript"],
  ["a Python condition", "if a > 1:\n    f()\nelif b:\n    g()\nelif ▮", "a > 1:", "python"],
  ["a key of YAML", "pool:\n  size: 1\n  port: 2\n  ▮\n", "size: 3", "yaml"],
  ["a key beside a dash", "- name: a\n  ▮\n", "name: b", "yaml"],
  ["a key of TOML", 'name = "a"\n▮\n', 'name = "b"', "toml"],
  ["an import of the line above", 'import { a, b } from "x";\nimport { ▮', 'a } from "x"', "typescript"],
  ["an import by its name", 'import { readFile } from "x";\nimport { rea▮', "dFile }", "typescript"],
  ["an import of what the file declares", "import { ▮\n\nexport class Cart {\n}", "Cart }", "typescript"],
  ["a Python import", "from a import one, two\nfrom b import ▮", "two", "python"],
  ["an import of several lines", 'import {\n  one,\n  ▮\n  two,\n} from "x";', "two,", "typescript"],
  ["a whole Go import", 'import (\n\t"fmt"\n\t"os"\n\t▮\n)', '"fmt"', "go"],
] as const)("is already there: %s", (_, drawn, text, languageId) => {
  expect(isThere(drawn, text, languageId)).toBe(true);
});

test.each([
  ["a method of another type", "func (r *Route) Validate() error {\n}\n\nfunc (s *Stop) ▮", "Validate() error", "go"],
  [
    "a method with other parameters in Java",
    "class A {\n  void run(int a) {\n  }\n  ▮\n}",
    "void run(String a)",
    "java",
  ],
  [
    "a setter beside its getter",
    "class A {\n  get size() {\n    return 1;\n  }\n  set ▮\n}",
    "size(value)",
    "typescript",
  ],
  [
    "a property's setter",
    "class A:\n    @property\n    def size(self):\n        pass\n\n    @size.setter\n    def ▮\n",
    "size(self, value):",
    "python",
  ],
  [
    "a constant of another block",
    "function f() {\n  const rows = 1;\n}\nfunction g() {\n  const ▮\n}",
    "rows = 2;",
    "typescript",
  ],
  ["a variable bound again in Rust", "fn f() {\n    let a = 1;\n    let ▮\n}", "a = a + 1;", "rust"],
  ["a type beside a constant of its name", "export const kinds = 1;\nexport type ▮", "kinds = string;", "typescript"],
  ["a call that is repeated", "f();\ng();\n▮", "f();", "typescript"],
  ["an assignment that is repeated", "a = 1\nb()\n▮", "a = 2", "python"],
  ["a name the cursor was in", "const total▮", " = sum(rows);", "typescript"],
  ["types of a result", "func f() (string, ▮", "string)", "go"],
  [
    "a case of an inner switch",
    "switch (a) {\n  case One:\n    switch (b) {\n      ▮\n    }\n}",
    "case One:",
    "typescript",
  ],
  ["a condition of another chain", "if (a) {\n  f();\n}\nif (▮", "a) {", "typescript"],
  ["an effect of React", "useEffect(() => {\n  f();\n}, []);\n▮", "useEffect(() => {", "typescriptreact"],
  ["a key of the next item", "- name: a\n  size: 1\n▮", "- name: b", "yaml"],
  ["a key of another section", '[a]\nname = "a"\n[b]\n▮\n', 'name = "b"', "toml"],
  ["another name of the same module", 'import { a } from "x";\nimport { ▮', 'b } from "x"', "typescript"],
  ["an argument that is used in another", "f(size, ▮", "size * 2)", "typescript"],
  ["an element of a list", "a = [one, ▮", "one]", "python"],
  ["a statement in a block", "if (a) {\n  f(one);\n  ▮\n}", "g(one);", "typescript"],
  ["a comment", "// one\n▮", "// one", "typescript"],
] as const)("is not there yet: %s", (_, drawn, text, languageId) => {
  expect(isThere(drawn, text, languageId)).toBe(false);
});
