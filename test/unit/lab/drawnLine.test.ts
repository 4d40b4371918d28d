import { expect, test } from "vitest";
import { readLine } from "../../../src/lab/bench/feel/readLine.ts";
import type { TypingEvent } from "../../support/page/typing.ts";

const faults = { unbalanced: false, unbalancedByParser: undefined, alreadyThere: false, secret: false };
const text = "const total = sum(prices);";

/** Reads a recording in which Tab accepts only what continues the line. */
function read(...events: readonly TypingEvent[]) {
  return readLine(events, {
    text,
    isRight: (ghost, typed) => text.slice(typed.length).startsWith(ghost.text),
    faultsOf: () => faults,
  });
}

const key = (at: number, name: string): TypingEvent => ({ kind: "key", at, key: name });
const screen = (at: number, ghost?: string, isListOpen = false): TypingEvent => ({
  kind: "screen",
  at,
  ghost: ghost === undefined ? undefined : { text: ghost, between: 0 },
  isListOpen,
});
/** Keys that write a text, 200 ms apart. */
const keys = (from: number, written: string) => [...written].map((each, index) => key(from + 200 * index, each));

test("an accepted suggestion costs one key, and appeared some time after the key before it", () => {
  const line = read(key(0, "c"), screen(90, "onst total = sum(prices);"), key(200, "Tab"), screen(210));
  expect(line).toMatchObject({ plainKeys: 26, keys: 2, missedTabs: 0, stopsBehindList: 0 });
  expect(line.offers).toMatchObject([{ accepted: true, afterKeyMs: 90, goneAfterMs: undefined, goneAtNextKey: false }]);
});

test("what is typed along is one suggestion, brackets that the editor closes included", () => {
  const begun = keys(0, "const total = su");
  const m = [screen(3_100, "m(prices)"), key(3_200, "m"), screen(3_210, "(prices)")];
  const bracket = [key(3_400, "("), screen(3_410, "prices"), key(3_600, "Tab")];
  const line = read(...begun, ...m, ...bracket);
  expect(line.offers).toMatchObject([{ text: "m(prices)", accepted: true, goneAtNextKey: false, flickers: 0 }]);
  expect(line.keys).toBe(19);
});

test("at a bracket that the editor closed, what is drawn begins behind it, and moving over it goes on with the suggestion", () => {
  const line = read(
    key(0, "f"),
    screen(100, "(a) {\n  b"),
    key(200, "("),
    screen(210, "a) {\n  b"),
    key(400, "a"),
    screen(410, " {\n  b"),
    key(600, ")"),
    key(800, " "),
    screen(810, "{\n  b"),
    key(1_000, "x"),
    screen(1_004, "{"),
    screen(1_010),
  );
  expect(line.offers).toMatchObject([{ text: "(a) {\n  b", goneAfterMs: 900, goneWithoutKey: false }]);
});

test("what the next key contradicts is gone at the next key, after the time that it could be seen", () => {
  const line = read(key(0, "c"), screen(100, "lass Total {"), key(200, "o"), screen(205));
  expect(line.offers).toMatchObject([
    { accepted: false, goneAfterMs: 100, goneAtNextKey: true, goneWithoutKey: false },
  ]);
});

test("what is replaced or hidden before any key is gone without one", () => {
  const line = read(
    key(0, "c"),
    screen(100, "lass Total {"),
    screen(150, "onst"),
    screen(180, undefined, true),
    key(200, "o"),
  );
  expect(line.offers).toMatchObject([
    { text: "lass Total {", goneAfterMs: 50, goneWithoutKey: true, goneAtNextKey: false },
    { text: "onst", goneAfterMs: 30, goneWithoutKey: true },
  ]);
});

test("what VS Code draws in steps is one suggestion: the lines below first, and after a key what stood before it", () => {
  const line = read(
    key(0, "c"),
    screen(90, "\n  more"),
    screen(107, "onst total\n  more"),
    key(400, "o"),
    screen(405, "onst total\n  more"),
    screen(412, "nst total\n  more"),
    key(800, "x"),
    screen(805, "nst total\n  more"),
    screen(810),
  );
  expect(line.offers).toMatchObject([
    { text: "onst total\n  more", afterKeyMs: 90, goneAfterMs: 710, goneWithoutKey: false, flickers: 0 },
  ]);
});

test("what vanishes for a frame and comes back is one suggestion that flickers", () => {
  const line = read(
    key(0, "c"),
    screen(100, "onst"),
    screen(120),
    screen(140, "onst"),
    screen(150),
    screen(155, "onst"),
  );
  expect(line.offers).toMatchObject([{ flickers: 1 }]);
});

test("a right suggestion beside an open list is behind it: Tab would go to the list", () => {
  const line = read(
    key(0, "c"),
    screen(100, "onst total", true),
    ...keys(200, "on"),
    screen(450, "st total"),
    key(600, "s"),
  );
  expect(line.stopsBehindList).toBe(2);
  expect(line.offers).toMatchObject([{ besideList: true, accepted: false }]);
});

test("what is typed to its end is neither gone nor accepted, and Tab after it came too late", () => {
  const line = read(key(0, "c"), screen(100, "on"), ...keys(200, "on"), screen(410), key(600, "Tab"));
  expect(line.offers).toMatchObject([{ accepted: false, goneAfterMs: undefined, goneAtNextKey: false }]);
  expect(line.missedTabs).toBe(1);
});

test("what appears after the last key was never looked at", () => {
  expect(read(...keys(0, text), screen(9_000, "more")).offers).toEqual([]);
});
