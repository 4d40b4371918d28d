import { expect, test } from "vitest";
import type { SlicedTask } from "../../../src/core/types/source.ts";
import { SlicedRunner } from "../../../src/core/util/slicedRunner.ts";

/** A runner on a clock that every step of work moves by one millisecond. */
function runnerOnFakeClock() {
  let time = 0;
  const turns: (() => void)[] = [];
  const errors: unknown[] = [];
  const done: string[] = [];
  const runner = new SlicedRunner({
    now: () => time,
    later: (turn) => turns.push(turn),
    onError: (error) => errors.push(error),
  });
  function* work(name: string, steps: number): SlicedTask {
    for (let step = 0; step < steps; step++) {
      time++;
      yield;
    }
    done.push(name);
  }
  return { runner, turns, errors, done, work };
}

test("long work is divided into slices, and other work runs between them", () => {
  const { runner, turns, done, work } = runnerOnFakeClock();
  runner.add("a", work("a", 20));
  let slices = 0;
  for (let turn = turns.shift(); turn; turn = turns.shift()) {
    turn();
    slices++;
  }
  expect(done).toEqual(["a"]);
  expect(slices).toBeGreaterThan(2);
  expect(runner.longestMs).toBeLessThanOrEqual(6);
});

test("a newer task replaces an older one with the same key", () => {
  const { runner, turns, done, work } = runnerOnFakeClock();
  runner.add("file", work("old", 50));
  turns.shift()?.();
  runner.add("file", work("new", 1));
  for (let turn = turns.shift(); turn; turn = turns.shift()) turn();
  expect(done).toEqual(["new"]);
});

test("a task that throws is reported and the next one runs", async () => {
  const { runner, turns, errors, done, work } = runnerOnFakeClock();
  runner.add(
    "bad",
    (function* (): SlicedTask {
      yield;
      throw new Error("broken");
    })(),
  );
  runner.add("good", work("good", 1));
  const idle = runner.whenIdle();
  for (let turn = turns.shift(); turn; turn = turns.shift()) turn();
  await idle;
  expect(errors).toHaveLength(1);
  expect(done).toEqual(["good"]);
});
