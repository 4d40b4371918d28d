import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { TypingRests } from "../../../src/vscode/ask/typingRests.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** Starts a rest; returns whether it is over. */
function resting(rests: TypingRests, ms: number): () => boolean {
  let isOver = false;
  void rests.rest(ms).then(() => {
    isOver = true;
  });
  return () => isOver;
}

test("a rest is as long as asked for while nobody types", async () => {
  const isOver = resting(new TypingRests(), 100);
  await vi.advanceTimersByTimeAsync(99);
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  expect(isOver()).toBe(true);
});

test("a rest lasts until no key has followed the last one for a while", async () => {
  const rests = new TypingRests();
  const isOver = resting(rests, 100);
  for (let key = 0; key < 20; key++) {
    rests.typed();
    await vi.advanceTimersByTimeAsync(300);
  }
  expect(isOver()).toBe(false);
  await vi.advanceTimersByTimeAsync(700);
  expect(isOver()).toBe(true);
});

test("closing ends all rests, and those that come later end, too", async () => {
  const rests = new TypingRests();
  rests.typed();
  const isOver = resting(rests, 60_000);
  rests.dispose();
  await vi.advanceTimersByTimeAsync(0);
  expect(isOver()).toBe(true);
});
