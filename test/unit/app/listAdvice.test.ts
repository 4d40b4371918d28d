import { expect, test } from "vitest";
import { ListAdvice } from "../../../src/app/completion/listAdvice.ts";
import { memoryStore } from "../../support/fakePorts.ts";

test("advice is due on the third line where a suggestion was held back, and never again, in this window or the next", async () => {
  const store = memoryStore();
  const advice = new ListAdvice(store);
  const due = async (lines: readonly string[], of = advice) => Promise.all(lines.map((line) => of.heldAt(line)));
  expect(await due(["a:1", "a:1", "a:1", "b:1"])).toEqual([false, false, false, false]);
  expect(await due(["a:2", "a:3"])).toEqual([true, false]);
  expect(await due(["c:1", "c:2", "c:3"], new ListAdvice(store))).toEqual([false, false, false]);
});

test("advice that can't be remembered is not given, so that it never comes twice", async () => {
  const store = { ...memoryStore(), set: () => Promise.reject(new Error("The disk is full.")) };
  const advice = new ListAdvice(store);
  await advice.heldAt("a:1");
  await advice.heldAt("a:2");
  await expect(advice.heldAt("a:3")).rejects.toThrow("The disk is full.");
  expect(await advice.heldAt("a:4")).toBe(false);
});
