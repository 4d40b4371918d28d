import { expect, test } from "vitest";
import { untilAborted } from "../../../src/core/util/untilAborted.ts";

const never = new Promise<string>(() => undefined);

test("resolves or rejects as the work does", async () => {
  const { signal } = new AbortController();
  expect(await untilAborted(Promise.resolve("done"), signal)).toBe("done");
  await expect(untilAborted(Promise.reject(new Error("failed")), signal)).rejects.toThrow("failed");
});

test("an abort, before or during the work, ends the waiting", async () => {
  const controller = new AbortController();
  const waiting = untilAborted(never, controller.signal);
  controller.abort();
  expect(await waiting).toBeUndefined();
  expect(await untilAborted(never, controller.signal)).toBeUndefined();
  expect(await untilAborted(Promise.resolve("done"), controller.signal)).toBeUndefined();
});
