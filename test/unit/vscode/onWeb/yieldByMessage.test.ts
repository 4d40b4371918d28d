import { expect, test } from "vitest";
import { createYieldByMessage } from "../../../../src/vscode/onWeb/yieldByMessage.ts";

test("every call resolves, in order, after work that was due before", async () => {
  const yieldToEventLoop = createYieldByMessage();
  const order: string[] = [];
  const calls = ["first", "second"].map((name) => yieldToEventLoop().then(() => order.push(name)));
  await Promise.resolve().then(() => order.push("due"));
  await Promise.all(calls);
  expect(order).toEqual(["due", "first", "second"]);
});
