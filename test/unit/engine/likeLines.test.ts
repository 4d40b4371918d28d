import { expect, test } from "vitest";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { cursorAt, recently, teach } from "./teach.ts";

const all = { minConfidence: 0, maxLines: 1, limit: 20 };

test("a line is found by the lines around it where none of them is quite the same", () => {
  const engine = createEngine();
  teach(
    engine,
    "first.py",
    'def test_check(tester, path):\n    tester.execute("check", path)\n    assert tester.status_code == 1\n',
    "python",
  );
  const drawn = 'def test_lock(tester):\n    tester.execute("lock", lock_file=True)\n    ▮\n';
  const texts = engine.answer(cursorAt(drawn, "second.py", "python"), recently("first.py"), all);
  expect(texts.map(({ text }) => text)).toContain("assert tester.status_code == 1");
});

test("the line below the cursor is not found as one like it", () => {
  const engine = createEngine();
  const drawn = "open(door);\nstep(one);\n▮\nstep(two);\nopen(gate);\nstep(three);\n";
  expect(engine.answer(cursorAt(drawn), [], all).map(({ text }) => text)).not.toContain("step(two);");
});
