import { expect, test } from "vitest";
import { collect } from "../../../src/core/rules/stream/collect.ts";
import { lineLimit, lines } from "../../../src/core/rules/stream/lines.ts";
import { stopAfterLines } from "../../../src/core/rules/stream/stopAfterLines.ts";
import { stopAtRepetition } from "../../../src/core/rules/stream/stopAtRepetition.ts";
import { stopRules } from "../../../src/core/rules/stream/stopRules.ts";
import { stopWhenEnough } from "../../../src/core/rules/stream/stopWhenEnough.ts";

async function* from(...pieces: readonly string[]) {
  yield* pieces;
}

async function all(pieces: AsyncIterable<string>): Promise<string[]> {
  const found: string[] = [];
  for await (const piece of pieces) found.push(piece);
  return found;
}

/** A model that never ends, and tells whether it was stopped. */
function endless(piece: (i: number) => string) {
  const state = { pieces: 0, isStopped: false };
  async function* stream() {
    try {
      for (;;) yield piece(state.pieces++);
    } finally {
      state.isStopped = true;
    }
  }
  return { state, stream: stream() };
}

test("lines come out whole, however they were cut", async () => {
  expect(await all(lines(from("a", "b\nc", "\n\nd")))).toEqual(["ab\n", "c\n", "\n", "d"]);
  expect(await all(lines(from("ab\nc\n\nd")))).toEqual(["ab\n", "c\n", "\n", "d"]);
});

test("a line without end is cut between characters, and ends the answer", async () => {
  const { state, stream } = endless(() => "🙂");
  const [line = "", ...more] = await all(lines(stream));
  expect(more).toEqual([]);
  expect(line).toBe("🙂".repeat(lineLimit / 2));
  expect(state.isStopped).toBe(true);
  expect(await all(lines(from(`x${"🙂".repeat(lineLimit)}`)))).toEqual([`x${"🙂".repeat(lineLimit / 2 - 1)}`]);
});

test("stops behind the line that is enough", async () => {
  expect(await all(stopWhenEnough(from("a\n", "b\n", "c\n"), (text) => text.endsWith("b\n")))).toEqual(["a\n", "b\n"]);
});

test("stops after a number of lines", async () => {
  expect(await all(stopAfterLines(from("a\n", "b\n", "c\n"), 2))).toEqual(["a\n", "b\n"]);
});

test("stops a model that goes round in circles, one line or several", async () => {
  const one = endless(() => "x = 1\n");
  expect(await all(stopAtRepetition(one.stream))).toHaveLength(4);
  expect(one.state.isStopped).toBe(true);
  const three = endless((i) => `line ${i % 3}\n`);
  expect(await all(stopAtRepetition(three.stream))).toHaveLength(12);
});

test("three equal lines are no circle", async () => {
  expect(await all(stopAtRepetition(from("a\n", "a\n", "a\n", "b\n")))).toHaveLength(4);
});

test("a model that never ends is stopped at the socket", async () => {
  const { state, stream } = endless((i) => `line ${i}\n`);
  const text = await collect(stopRules(stream, { maxLines: 5, isEnough: () => false }));
  expect(text?.split("\n").length).toBeLessThan(25);
  expect(state.isStopped).toBe(true);
});

test("what was collected before an abort is dropped", async () => {
  const controller = new AbortController();
  async function* aborting() {
    yield "a";
    controller.abort();
    yield "b";
  }
  expect(await collect(aborting(), controller.signal)).toBeUndefined();
  expect(await collect(from("a", "b"))).toBe("ab");
});
