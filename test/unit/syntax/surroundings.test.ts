import { expect, test } from "vitest";
import { isEnough, refine } from "../../../src/core/postprocess/refine.ts";
import { surroundingsOf } from "../../../src/core/syntax/surroundings.ts";
import { at } from "../../support/at.ts";

test("a document's length does not matter: the work is bounded by a window", () => {
  const line = "const value = compute(1, [2, 3], { a: 'b' }); // note\n";
  const documents = [
    `${line.repeat(100_000)}foo(▮)\n${line.repeat(100_000)}`,
    `${"x = (1 + 2) * `3`; ".repeat(55_000)}foo(▮)${" y = 4;".repeat(150_000)}`,
    `${"{".repeat(500_000)}foo(▮)`,
  ];
  for (const drawn of documents) {
    const cursor = at(drawn);
    const options = { scope: "line", maxLines: 10 } as const;
    const from = process.threadCpuUsage();
    for (let i = 0; i < 5; i++) {
      refine("a, b)\nmore\n", cursor, options);
      isEnough("a, b)\n", cursor, options);
    }
    // The work of this thread, whatever else the machine does; reading a megabyte ten times takes far more.
    const { user, system } = process.threadCpuUsage(from);
    expect((user + system) / 1_000).toBeLessThan(1_500);
  }
});

test("a window that begins inside a file begins at a declaration, not inside a string", () => {
  const docstring = `    """${"A line of text that isn't code.\n".repeat(30)}"""\n`;
  const functions = Array.from({ length: 60 }, (_, i) => `def f${i}():\n${docstring}    return ${i}\n\n\n`).join("");
  const cursor = at(`${functions}def last():\n    ▮`, { languageId: "python", path: "a.py" });
  expect(cursor.prefix.length).toBeGreaterThan(50_000);
  expect(surroundingsOf(cursor)).toMatchObject({ inside: "code", lineBefore: "    ", lineAfter: "" });
});

test("the cursor's line is cut at the cursor", () => {
  expect(surroundingsOf(at("a\nb ▮ c\nd"))).toMatchObject({ lineBefore: "b ", lineAfter: " c" });
  expect(surroundingsOf(at("▮"))).toMatchObject({ lineBefore: "", lineAfter: "", inside: "code" });
});
