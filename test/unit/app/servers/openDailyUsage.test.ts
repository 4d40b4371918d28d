import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { openDailyUsage } from "../../../../src/app/servers/openDailyUsage.ts";
import { ManualClock, memoryStore } from "../../../support/fakePorts.ts";

const noWarning = (sentence: string) => expect.fail(sentence);
const day = 24 * 3600 * 1000;

test("counts survive a restart on the same day, and end with it", () => {
  const store = memoryStore();
  const clock = new ManualClock();
  openDailyUsage(store, clock, noWarning).countRequest("s");
  expect(openDailyUsage(store, clock, noWarning).today("s").requests).toBe(1);
  clock.advance(day);
  expect(openDailyUsage(store, clock, noWarning).today("s").requests).toBe(0);
});

test("damaged counts are reported and start at zero", () => {
  const store = memoryStore(new Map([["hunch.usage", { s: { day: 3 } }]]));
  const warnings: string[] = [];
  const usage = openDailyUsage(store, new ManualClock(), (sentence) => void warnings.push(sentence));
  expect(usage.today("s").requests).toBe(0);
  expect(warnings).toEqual([expect.stringContaining("damaged")]);
});

test("counts that can't be saved are reported, and count all the same", async () => {
  const store = { ...memoryStore(), set: () => Promise.reject(new Error("the disk is full")) };
  const warnings: string[] = [];
  const usage = openDailyUsage(store, new ManualClock(), (sentence) => void warnings.push(sentence));
  usage.countRequest("s");
  await setImmediate();
  expect(usage.today("s").requests).toBe(1);
  expect(warnings).toEqual([expect.stringContaining("the disk is full")]);
});
