import { expect, test } from "vitest";
import { Vocabulary } from "../../../src/core/engine/learn/vocabulary.ts";

test("words are found by their beginning, as long as they are in use", () => {
  const vocabulary = new Vocabulary();
  const ids = ["record", "rec", "receiver", "Record", "late"].map((word) => vocabulary.acquire(word));
  const textsWith = (beginning: string) => vocabulary.wordsWith(beginning).map((id) => vocabulary.textOf(id));
  expect(textsWith("rec")).toEqual(["record", "receiver"]);
  vocabulary.release(Int32Array.from(ids.slice(0, 1)));
  expect(textsWith("rec")).toEqual(["receiver"]);
  vocabulary.acquire("recent");
  expect(textsWith("rec").sort()).toEqual(["receiver", "recent"]);
});
