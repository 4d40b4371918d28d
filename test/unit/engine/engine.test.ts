import * as fc from "fast-check";
import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { confidenceThresholds } from "../../../src/core/engine/score/thresholds.ts";
import type { LineEdit } from "../../../src/core/types/source.ts";
import { cursorAt, recently, runAll, teach } from "./teach.ts";

const options = { minConfidence: confidenceThresholds.balanced, maxLines: 1, limit: 1, mayStopEarly: true };
const all = { minConfidence: 0, maxLines: 1, limit: 20 };

const tsSibling = `import { createRouter } from "./router";
import { logger } from "../logger";

export const userRouter = createRouter()
  .query("list", async ({ ctx }) => {
    const users = await ctx.db.user.findMany();
    logger.info("users listed", { count: users.length });
    return users;
  });
`;

test("a line begun like one in a recent file is finished like it in TypeScript", () => {
  const engine = createEngine();
  teach(engine, "user.ts", tsSibling);
  teach(engine, "team.ts", tsSibling.replaceAll("user", "team"));
  const head = tsSibling.split("\n").slice(0, 3).join("\n");
  const cursor = cursorAt(`${head}\nexport const orderRouter = createRouter()\n  .que▮\n`, "order.ts");
  const line = 'ry("list", async ({ ctx }) => {';
  const [whole] = engine.answer(cursor, recently("user.ts", "team.ts"), { ...options, mayStopEarly: false });
  expect(whole?.text).toBe(line);
  expect(whole?.origin).toEqual({ uri: "user.ts", path: "user.ts", line: 4 });
  const [early] = engine.answer(cursor, recently("user.ts", "team.ts"), options);
  expect(line.startsWith(early?.text ?? "nothing")).toBe(true);
});

const pyImports = "from django.conf import settings\nfrom django.test import Client, TestCase\n\n\n";

/** What is offered in a third test class like two others; `head` stands above each of them. */
function offerInPython(head: string, minConfidence: number) {
  const engine = createEngine();
  const sibling = (name: string) =>
    `${head}class ${name}Test(TestCase):\n    def setUp(self):\n        self.client = Client(settings.BASE_URL)\n`;
  teach(engine, "test_user.py", sibling("User"), "python");
  teach(engine, "test_team.py", sibling("Team"), "python");
  const drawn = `${head}class OrderTest(TestCase):\n    def setUp(self):\n        ▮\n`;
  const cursor = cursorAt(drawn, "test_order.py", "python");
  return engine.answer(cursor, recently("test_user.py", "test_team.py"), { ...options, minConfidence })[0];
}

test("a line is proposed as it stands in recent files in Python", () => {
  expect(offerInPython(pyImports, confidenceThresholds.balanced)?.text).toMatch(/^self\.client = Client/);
});

test("a line with names that its file does not import is offered with less confidence", () => {
  const [imported, strange] = [offerInPython(pyImports, 0), offerInPython("", 0)];
  expect(strange?.text).toMatch(/^self\.client = Client/);
  expect(strange?.confidence).toBeLessThan((imported?.confidence ?? 0) - 0.05);
});

test("a line begun like one in a recent file is finished like it in Go", () => {
  const engine = createEngine();
  const sibling =
    "func Load(path string) (*Config, error) {\n\tdata, err := os.ReadFile(path)\n\tif err != nil {\n\t\treturn nil, err\n\t}\n";
  teach(engine, "load.go", sibling, "go");
  const cursor = cursorAt("func Parse(path string) (*Tree, error) {\n\tdata, err := os.▮\n}\n", "parse.go", "go");
  expect(engine.answer(cursor, recently("load.go"), options)[0]?.text).toBe("ReadFile(path)");
});

test("names are carried through a line of the same shape", () => {
  const engine = createEngine();
  const drawn = `function loadUsers(db: Db) {
  const users = db.users.all();
  return users.map(toUser);
}

function loadOrders(db: Db) {
  const orders = ▮
}
`;
  expect(engine.answer(cursorAt(drawn), [], all).map(({ text }) => text)).toContain("db.orders.all();");
});

test("nothing is said where nothing is known", () => {
  const engine = createEngine();
  teach(engine, "user.ts", tsSibling);
  expect(engine.answer(cursorAt("const zebra = new Aviary(▮"), recently("user.ts"), options)).toEqual([]);
  expect(createEngine().answer(cursorAt("▮"), [], options)).toEqual([]);
});

test("what the rest of the line holds is not written twice", () => {
  const engine = createEngine();
  teach(
    engine,
    "a.ts",
    "logger.info(message, { count: users.length });\nlogger.info(message, { count: users.length });\n",
  );
  const [answer] = engine.answer(cursorAt("logger.info(▮)", "b.ts"), recently("a.ts"), all);
  expect(answer?.text).toBe("message, { count: users.length });");
});

test("the line that follows the cursor is not proposed as its continuation", () => {
  const engine = createEngine();
  const drawn = "alpha.one(1);\nbeta.two(2);\n▮\ngamma.three(3);\ndelta.four(4);\n";
  expect(engine.answer(cursorAt(drawn), [], all).map(({ text }) => text)).not.toContain("gamma.three(3);");
});

test("a forgotten file is no longer answered from, and its memory is given back", () => {
  const engine = createEngine();
  teach(engine, "user.ts", tsSibling);
  const taught = engine.bytes;
  engine.forget("user.ts");
  expect(engine.bytes).toBeLessThan(taught);
  expect(engine.versionOf("user.ts")).toBeUndefined();
  expect(engine.answer(cursorAt('import { logger } from "▮'), recently("user.ts"), all)).toEqual([]);
});

test("learning dropped half-way leaves nothing behind", () => {
  const engine = createEngine();
  const empty = engine.bytes;
  const lines = Array.from({ length: 900 }, (_, at) => `const name${at} = value${at};`);
  const task = engine.learn({ uri: "big.ts", path: "big.ts", languageId: "typescript", version: 1, lines });
  task.next();
  task.next();
  engine.forget("big.ts");
  expect(engine.versionOf("big.ts")).toBeUndefined();
  teach(engine, "big.ts", "one\n");
  engine.forget("big.ts");
  expect(engine.bytes - empty).toBeLessThan(100_000);
  expect(engine.answer(cursorAt("const name5 = ▮"), recently("big.ts"), all)).toEqual([]);
});

test("an edit of an unknown file or one that does not fit asks for the whole file", () => {
  const engine = createEngine();
  expect(engine.edit("a.ts", 2, [])).toBe(false);
  teach(engine, "a.ts", "one\ntwo\n");
  expect(engine.edit("a.ts", 2, [{ startLine: 9, endLine: 12, lines: [] }])).toBe(false);
  expect(engine.versionOf("a.ts")).toBeUndefined();
});

test("answers after any edits equal those of an engine that learnt the result afresh", () => {
  const word = fc.constantFrom(
    "user",
    "order",
    "load",
    "(",
    ")",
    ".",
    "=",
    "if",
    "{",
    "}",
    "return",
    "x1",
    "  ",
    "\t",
    "é𝒳",
    "",
  );
  const line = fc.array(word, { maxLength: 7 }).map((words) => words.join(" "));
  const edit = fc.record({ at: fc.nat(), count: fc.nat(4), lines: fc.array(line, { maxLength: 4 }) });
  void fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 30 }), fc.array(edit, { maxLength: 8 }), (start, edits) => {
      const followed = createEngine();
      teach(followed, "other.ts", start.join("\n"));
      let lines = start;
      for (const [number, { at, count, lines: inserted }] of edits.entries()) {
        const startLine = at % (lines.length + 1);
        const endLine = Math.min(lines.length, startLine + count);
        const change: LineEdit = { startLine, endLine, lines: inserted };
        lines = [...lines.slice(0, startLine), ...inserted, ...lines.slice(endLine)];
        expect(followed.edit("other.ts", number + 2, [change])).toBe(true);
      }
      const fresh = createEngine();
      runAll(fresh.learn({ uri: "other.ts", path: "other.ts", languageId: "typescript", version: 99, lines }));
      for (const drawn of ["load ( ▮", "if user . ▮\n}", "return x1 = order\n  user ▮"]) {
        const cursor = cursorAt(drawn);
        const recent = recently("other.ts");
        expect(followed.answer(cursor, recent, all)).toEqual(fresh.answer(cursor, recent, all));
      }
    }),
    { numRuns: 150 },
  );
});

test("answers do not depend on whether the cursor's file was learnt", () => {
  const drawn = `${tsSibling}\nexport const orders = await ctx.▮\nreturn orders;\n`;
  const known = createEngine();
  teach(known, "current.ts", drawn.replace("▮", ""));
  expect(known.answer(cursorAt(drawn), [], all)).toEqual(createEngine().answer(cursorAt(drawn), [], all));
  expect(known.answer(cursorAt(drawn), [], all).length).toBeGreaterThan(0);
});

test("no text makes it throw", () => {
  void fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), fc.string({ unit: "binary", maxLength: 80 }), (a, b) => {
      const engine = createEngine();
      teach(engine, "a", `${a}\n${a}\n${b}`, "plaintext");
      engine.answer(cursorAt(`${a.replaceAll("▮", "")}▮${b.replaceAll("▮", "")}`), recently("a"), all);
    }),
  );
});

test("a line of a million characters is bounded work", () => {
  const engine = createEngine();
  const long = "abc(def);".repeat(120_000);
  teach(engine, "long.js", `${long}\nabc(def);\n`, "javascript");
  expect(engine.bytes).toBeLessThan(1_000_000);
  expect(engine.answer(cursorAt(`${long}abc(▮`), recently("long.js"), all).length).toBeGreaterThan(0);
});
