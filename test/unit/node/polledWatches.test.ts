import { expect, test } from "vitest";
import { PolledWatches } from "../../../src/node/polledWatches.ts";

test("a look reports a watched file that was created, changed or deleted, once", async () => {
  const stamps = new Map<string, string>();
  const watches = new PolledWatches(async (uri) => stamps.get(uri) ?? "");
  const seen: string[] = [];
  watches.watch("a", () => seen.push("a"));
  const stop = watches.watch("b", () => seen.push("b"));
  const seenAfter = async (change: () => void) => {
    change();
    await watches.look();
    await watches.look();
    return seen.splice(0).join();
  };
  expect(await seenAfter(() => undefined)).toBe("");
  expect(await seenAfter(() => stamps.set("a", "1"))).toBe("a");
  expect(await seenAfter(() => stamps.set("a", "2").set("b", "1"))).toBe("a,b");
  stop();
  expect(await seenAfter(() => stamps.clear())).toBe("a");
});
