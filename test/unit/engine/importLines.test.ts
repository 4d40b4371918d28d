import { expect, test } from "vitest";
import { relativeModule, resolveModule } from "../../../src/core/engine/collect/relativeModule.ts";
import { createEngine, Engine, shippedTables } from "../../../src/core/engine/engine.ts";
import { parseImport } from "../../../src/core/engine/learn/parseImport.ts";
import { cursorAt, recently, teach } from "./teach.ts";

const all = { minConfidence: 0, maxLines: 1, limit: 20 };

test.each([
  ['import { a, b } from "./m";', ["a", "b"], "./m", 'import { b } from "./m";'],
  ["import type { T } from 'x/y'", ["T"], "x/y", "import type { T } from 'x/y'"],
  ['import React from "react";', ["React"], "react", 'import React from "react";'],
  ["from a.b import c, d", ["c", "d"], "a.b", "from a.b import d"],
  ["import contextlib", ["contextlib"], "contextlib", "import contextlib"],
  ["import static org.a.B.isNull;", ["isNull"], "org.a.B", "import static org.a.B.isNull;"],
  ["using System.Text;", ["Text"], "System", "using System.Text;"],
  ["use nu_path::expand;", ["expand"], "nu_path", "use nu_path::expand;"],
  ['\t"github.com/x/heredoc/v2"', ["heredoc"], "github.com/x/heredoc/v2", '"github.com/x/heredoc/v2"'],
  ['cmdList "a/b/list"', ["cmdList"], "a/b/list", 'cmdList "a/b/list"'],
])("%s is read, and written again for some of its names", (line, names, from, last) => {
  const parsed = parseImport(line);
  expect(parsed?.names).toEqual(names);
  expect(parsed?.from).toBe(from);
  expect(parsed?.write(names.slice(-1), from)).toBe(last);
});

test.each(["const a = 1;", "return x", "", "importing(a)", "from here to there"])("%s imports nothing", (line) => {
  expect(parseImport(line)).toBeUndefined();
});

test("a relative module is written from where it is imported", () => {
  expect(resolveModule("../types", "src/a/b.ts")).toBe("/src/types");
  expect(relativeModule("/src/types", "src/a/c/d.ts")).toBe("../../types");
  expect(relativeModule("/src/a/types", "src/a/d.ts")).toBe("./types");
  expect(relativeModule(resolveModule("react", "src/a.ts"), "src/b/c.ts")).toBe("react");
});

function importsAt(drawn: string, path: string, languageId: string, other: readonly [path: string, text: string]) {
  const engine = createEngine();
  teach(engine, other[0], other[1], languageId);
  return engine.answer(cursorAt(drawn, path, languageId), recently(other[0]), all).map(({ text }) => text);
}

test("an import that the code below waits for is found in another file, its path written from here", () => {
  const other = [
    "src/a/b/one.ts",
    'import { x } from "x";\nimport { load, save } from "../store";\nload(save);\n',
  ] as const;
  const drawn = 'import { x } from "x";\n▮\n\nexport const y = save(x);\n';
  expect(importsAt(drawn, "src/c/two.ts", "typescript", other)).toContain('import { save } from "../a/store";');
});

test("what another line imports already is not waited for", () => {
  const engine = new Engine(shippedTables);
  teach(engine, "src/one.ts", 'import { x } from "x";\nimport { save } from "./store";\n');
  const waited = (drawn: string) =>
    engine
      .consider(cursorAt(drawn, "src/two.ts"), recently("src/one.ts"))
      .some(({ candidate }) => candidate.evidence.imported > 0);
  const drawn = 'import { x } from "x";\n▮\nimport { y } from "./keep";\nexport const z = save(x);\n';
  expect(waited(drawn)).toBe(true);
  expect(waited(drawn.replace("{ y }", "{ save }"))).toBe(false);
});

test("an import is made from where the name is declared", () => {
  const ts = importsAt('import { x } from "x";\n▮\n\nexport const y = useShape(x);\n', "src/c/two.ts", "typescript", [
    "src/hooks/useShape.ts",
    "export function useShape(of: X) {\n  return of;\n}\n",
  ]);
  expect(ts).toContain('import { useShape } from "../hooks/useShape";');
  const python = importsAt("from a.b import c\n▮\n\nd = Locker(c)\n", "src/pkg/two.py", "python", [
    "src/pkg/locker.py",
    "class Locker:\n    pass\n",
  ]);
  expect(python).toContain("from pkg.locker import Locker");
});

test("Python, Java and Go imports are found the same way", () => {
  const python = importsAt("import os\n▮\n\nwith contextlib.suppress(OSError):\n    os.remove(x)\n", "b.py", "python", [
    "a.py",
    "import contextlib\nimport re\n",
  ]);
  expect(python).toContain("import contextlib");
  const java = importsAt("package p;\n\nimport a.B;\n▮\n\nclass C { @Test void d() {} }\n", "C.java", "java", [
    "E.java",
    "package p;\n\nimport a.B;\nimport org.junit.Test;\n",
  ]);
  expect(java).toContain("import org.junit.Test;");
  const go = importsAt('package p\n\nimport (\n\t"fmt"\n\t▮\n)\n\nvar s = heredoc.Doc("")\n', "b.go", "go", [
    "a.go",
    'package p\n\nimport (\n\t"fmt"\n\t"github.com/m/heredoc"\n)\n',
  ]);
  expect(go).toContain('"github.com/m/heredoc"');
});

test("a module beside the file is declared among the others", () => {
  const rust = importsAt("mod avg;\n▮\nmod sum;\n", "src/math/mod.rs", "rust", [
    "src/math/sqrt.rs",
    "pub struct Sqrt;\n",
  ]);
  expect(rust).toContain("mod sqrt;");
});
