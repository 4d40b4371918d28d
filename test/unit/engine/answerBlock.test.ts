import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { cursorAt, recently, teach } from "./teach.ts";

const test1 = (name: string) => `  it("lists ${name}", async () => {
    const response = await client.get("/${name}");
    expect(response.status).toBe(200);
    expect(response.body.length).toBeGreaterThan(0);
  });
`;

test("a block that stands elsewhere is offered line after line", () => {
  const engine = createEngine();
  teach(engine, "a.test.ts", `describe("a", () => {\n${test1("users")}${test1("teams")}${test1("notes")}});\n`);
  const cursor = cursorAt(
    `describe("b", () => {\n  it("lists jobs", async () => {\n    const response = await client.get("/jobs");\n    ▮\n`,
    "b.test.ts",
  );
  const [answer] = engine.answer(cursor, recently("a.test.ts"), { minConfidence: 0.1, maxLines: 6, limit: 1 });
  expect(answer?.text.split("\n").slice(0, 2)).toEqual([
    "expect(response.status).toBe(200);",
    "    expect(response.body.length).toBeGreaterThan(0);",
  ]);
});

test("a block goes on to the bracket that closes what was begun above", () => {
  const engine = createEngine();
  const push = (name: string) => `    errors.push({\n      code: ${name},\n      span: node.span,\n    });\n`;
  teach(engine, "a.ts", ["missing", "unknown", "double", "empty"].map((name) => push(name)).join(""));
  const cursor = cursorAt(`${push("late")}    errors.push({\n      code: other,\n      ▮\n\nexport {};\n`, "b.ts");
  const [answer] = engine.answer(cursor, recently("a.ts"), { minConfidence: 0.1, maxLines: 6, limit: 1 });
  expect(answer?.text).toMatch(/^span: node\.span,\n {4}\}\);/);
});

test("a block written with one depth of indentation continues a document with another", () => {
  const engine = createEngine();
  const guard = (name: string) =>
    `class ${name} {\n  go() {\n    if (this.ready) {\n      this.start();\n      log("started");\n    }\n  }\n}\n`;
  teach(engine, "a.ts", ["Car", "Bus", "Van", "Cab"].map((name) => guard(name)).join(""));
  const cursor = cursorAt(
    `class Tram {\n    go() {\n        if (this.ready) {\n            this.start();\n            ▮`,
    "b.ts",
  );
  const wide = { ...cursor, indentation: { insertSpaces: true, tabSize: 4 } };
  const [answer] = engine.answer(wide, recently("a.ts"), { minConfidence: 0.1, maxLines: 6, limit: 1 });
  expect(answer?.text).toMatch(/^log\("started"\);\n {8}\}(\n {4}\}(\n\})?)?$/);
});

test.each([
  {
    name: "a case",
    source: (name: string) =>
      `function ${name}(kind) {\n  switch (kind) {\n    case 1:\n      start(kind);\n      return finish(kind);\n  }\n}\n`,
    drawn: "function tram(kind) {\n  switch (kind) {\n    case 1:\n      start(kind);\n      ▮",
    wanted: /^return finish\(kind\);\n {2}\}(\n\})?$/,
  },
  {
    name: "a chain of calls",
    source: (name: string) => `function ${name}(items) {\n  return items\n    .filter(isGood)\n    .map(toName);\n}\n`,
    drawn: "function tram(items) {\n  return items\n    .filter(isGood)\n    ▮",
    wanted: /^\.map\(toName\);\n\}$/,
  },
])("a closing bracket after $name is as deep as the line that opened it", ({ source, drawn, wanted }) => {
  const engine = createEngine();
  teach(engine, "a.ts", ["car", "bus", "van", "cab"].map((name) => source(name)).join(""));
  const options = { minConfidence: 0.1, maxLines: 6, limit: 1 };
  expect(engine.answer(cursorAt(drawn, "b.ts"), recently("a.ts"), options)[0]?.text).toMatch(wanted);
  const closed = cursorAt(`${drawn}\n      other();\n${"  }\n}\n".slice(drawn.includes("switch") ? 0 : 4)}`, "b.ts");
  expect(engine.answer(closed, recently("a.ts"), options)[0]?.text).not.toContain("}");
});

test("a block in an indented language does not end with the head of another", () => {
  const engine = createEngine();
  const read = (name: string) =>
    `def ${name}(path):\n    text = load(path)\n    if not text:\n        raise ValueError("${name}")\n    return text\n\n`;
  teach(engine, "a.py", ["one", "two", "three", "four"].map((name) => read(name)).join(""), "python");
  const cursor = cursorAt("def five(path):\n    ▮", "b.py", "python");
  for (const maxLines of [2, 3]) {
    const [answer] = engine.answer(cursor, recently("a.py"), { minConfidence: 0.1, maxLines, limit: 1 });
    expect(answer?.text).toMatch(/^text = load\(path\)/);
    expect(answer?.text).not.toMatch(/:$/);
  }
});

test("outside the cursor's block, nothing follows but what closes it", () => {
  const engine = createEngine();
  const read = (name: string) => `def ${name}(path):\n    if path:\n        return load(path)\n    return None\n\n`;
  teach(engine, "a.py", ["one", "two", "three", "four"].map((name) => read(name)).join(""), "python");
  const cursor = cursorAt("def five(path):\n    if path:\n        ▮", "b.py", "python");
  const [answer] = engine.answer(cursor, recently("a.py"), { minConfidence: 0.1, maxLines: 6, limit: 1 });
  expect(answer?.text).toBe("return load(path)");
});

test("a block is less likely than its first line", () => {
  const engine = createEngine();
  teach(engine, "a.ts", "alpha.start(1);\nbeta.go(2);\ngamma.end(3);\n".repeat(4));
  const cursor = cursorAt("alpha.start(1);\nbeta.go(2);\ngamma.end(3);\nalpha.start(1);\n▮", "b.ts");
  const answerOf = (maxLines: number) =>
    engine.answer(cursor, recently("a.ts"), { minConfidence: 0, maxLines, limit: 1, mayStopEarly: true })[0];
  const [line, block] = [answerOf(1), answerOf(6)];
  expect(line?.text).toBe("beta.go(2);");
  expect(block?.text).toMatch(/^beta\.go\(2\);\ngamma\.end\(3\);/);
  expect(block?.confidence).toBeLessThan(line?.confidence ?? 0);
});

test("a block keeps to the number of lines asked for", () => {
  const engine = createEngine();
  teach(engine, "a.test.ts", test1("users") + test1("teams"));
  const cursor = cursorAt(`  it("lists jobs", async () => {\n    ▮\n`, "b.test.ts");
  for (const maxLines of [1, 2]) {
    const answers = engine.answer(cursor, recently("a.test.ts"), { minConfidence: 0, maxLines, limit: 5 });
    expect(answers.length).toBeGreaterThan(0);
    for (const { text } of answers) expect(text.split("\n").length).toBeLessThanOrEqual(maxLines);
  }
});

test("a block does not write the line again that stands below", () => {
  const engine = createEngine();
  teach(engine, "a.ts", "alpha.start(1);\nbeta.go(2);\ngamma.end(3);\n".repeat(4));
  const cursor = cursorAt("alpha.start(1);\n▮\ngamma.end(3);\n", "b.ts");
  const [answer] = engine.answer(cursor, recently("a.ts"), { minConfidence: 0, maxLines: 6, limit: 1 });
  expect(answer?.text).toBe("beta.go(2);");
});

test("an answer that may stop early ends at a boundary and is surer than the whole line", () => {
  const engine = createEngine();
  const calls = ["alpha", "beta", "gamma", "delta"].map((name) => `registerHandler(router, ${name});\n`).join("");
  teach(engine, "a.ts", calls);
  const cursor = cursorAt("registerHandler(router, one);\n▮\n", "b.ts");
  const options = { minConfidence: 0.05, maxLines: 1, limit: 50 };
  const early = engine.answer(cursor, recently("a.ts"), { ...options, mayStopEarly: true });
  expect(early.some(({ text }) => text === "registerHandler(router,")).toBe(true);
  expect(early.some(({ text }) => text.endsWith("."))).toBe(false);
});
