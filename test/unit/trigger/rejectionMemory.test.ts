import { expect, test } from "vitest";
import { forgiveAt, isRejectedAt, nothingRejected, rejectAt } from "../../../src/core/trigger/rejectionMemory.ts";
import { at } from "../../support/at.ts";

const place = "const a = 1;\nconst b = ▮\nconst c = 2;\n";
const rejected = rejectAt(nothingRejected, at(place));

test("what was rejected at a place does not come back there", () => {
  expect(isRejectedAt(nothingRejected, at(place))).toBe(false);
  expect(isRejectedAt(rejected, at(place))).toBe(true);
});

test("typing on, or changing the line, makes it a new place", () => {
  expect(isRejectedAt(rejected, at(place.replace("▮", "x▮")))).toBe(false);
  expect(isRejectedAt(rejected, at(place.replace("const b", "let b")))).toBe(false);
  expect(isRejectedAt(rejected, at(place.replace("▮", "▮;")))).toBe(false);
});

test("coming back to the same text is coming back to the same place", () => {
  const moved = rejectAt(rejected, at("other▮"));
  expect(isRejectedAt(moved, at(place))).toBe(true);
});

test("edits elsewhere in the file, and lines moved up or down, do not revive it", () => {
  expect(isRejectedAt(rejected, at(`import x;\n\nconst z = 1;\n\n${place}\nmore();\n`))).toBe(false);
  const deep = "const y = 1;\nconst z = 1;\nconst b = ▮\nconst c = 2;\n";
  const memory = rejectAt(nothingRejected, at(`one();\ntwo();\n${deep}`));
  expect(isRejectedAt(memory, at(`one();\nadded();\nthree();\n${deep}${"more();\n".repeat(3)}`))).toBe(true);
});

test("another file with the same text is another place", () => {
  expect(isRejectedAt(rejected, at(place, { uri: "file:///work/other.ts" }))).toBe(false);
});

test("asking at the place forgives it, there only", () => {
  const two = rejectAt(rejected, at("other▮"));
  const forgiven = forgiveAt(two, at(place));
  expect(isRejectedAt(forgiven, at(place))).toBe(false);
  expect(isRejectedAt(forgiven, at("other▮"))).toBe(true);
  expect(forgiveAt(nothingRejected, at(place))).toBe(nothingRejected);
});

test("remembers a hundred places and forgets the oldest", () => {
  let memory = rejected;
  for (let i = 0; i < 100; i++) memory = rejectAt(memory, at(`place${i}▮`));
  expect(isRejectedAt(memory, at(place))).toBe(false);
  expect(isRejectedAt(memory, at("place0▮"))).toBe(true);
});
