import { expect, test } from "vitest";
import { renamedName } from "../../../src/core/nextEdit/renamedName.ts";
import { toTextReplacement } from "../../../src/core/nextEdit/textReplacement.ts";

function renamed(old: string, now: string) {
  const replacement = toTextReplacement({ line: 0, oldLines: [old], newLines: [now] }, [old]);
  return replacement && renamedName(replacement, old);
}

test("a name that is exchanged for another one is found with its columns, however little of it changes", () => {
  expect(renamed("  log(size);", "  log(surface);")).toEqual({
    from: "size",
    to: "surface",
    line: 0,
    start: 6,
    end: 10,
  });
  expect(renamed("a.getName()", "a.getFullName()")).toMatchObject({
    from: "getName",
    to: "getFullName",
    start: 2,
    end: 9,
  });
  expect(renamed("getFullName()", "getName()")).toMatchObject({ from: "getFullName", to: "getName", start: 0 });
  expect(renamed("return size", "return sizes")).toMatchObject({ from: "size", to: "sizes", start: 7, end: 11 });
});

test("anything else is no exchange of one name", () => {
  for (const [old, now] of [
    ["f(a)", "f(a, b)"],
    ["f(a, b)", "f(c, d)"],
    ["f(1)", "f(2)"],
    ["f(a)", "f(1)"],
    ["f(a)", "f( a)"],
    ["f(a)", "f(a)\ng()"],
    ["f(a)", ""],
  ] as const)
    expect(renamed(old, now)).toBeUndefined();
});
