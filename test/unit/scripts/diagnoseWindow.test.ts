import { expect, test } from "vitest";
import { describeParts } from "../../support/ui/diagnoseWindow.ts";

test("a part that hangs, throws or returns nothing leaves the others", async () => {
  const fail = () => {
    throw new Error("no page");
  };
  const text = await describeParts(
    [
      ["Page", fail],
      ["Probe", () => new Promise(() => undefined)],
      ["Logs", () => Promise.resolve("first\nsecond")],
      ["Events", () => ""],
    ],
    1,
  );
  expect(text).toBe("Page: Error: no page\nProbe: nothing within 1 ms\nLogs:\nfirst\nsecond\nEvents: ");
});
