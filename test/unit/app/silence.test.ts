import { expect, test } from "vitest";
import { Silence, untilRestart } from "../../../src/app/completion/silence.ts";
import { ManualClock, memoryStore } from "../../support/fakePorts.ts";

const minuteMs = 60_000;

function create(store = memoryStore()) {
  const clock = new ManualClock();
  const silence = new Silence({ clock, store });
  let changes = 0;
  silence.onDidChange(() => changes++);
  return { clock, store, silence, changes: () => changes };
}

test("a snooze counts its minutes down, notifies at each of them, and ends by itself", () => {
  const { clock, silence, changes } = create();
  silence.snooze(2);
  expect([silence.isSnoozed, silence.minutesLeft, changes()]).toEqual([true, 2, 1]);
  clock.advance(minuteMs);
  expect([silence.isSnoozed, silence.minutesLeft, changes()]).toEqual([true, 1, 2]);
  clock.advance(minuteMs);
  expect([silence.isSnoozed, silence.minutesLeft, changes()]).toEqual([false, 0, 3]);
  clock.advance(10 * minuteMs);
  expect(changes()).toBe(3);
});

test("a snooze can be ended, and replaced by one until the restart", () => {
  const { clock, silence, changes } = create();
  silence.snooze(5);
  silence.snooze(untilRestart);
  clock.advance(1_000 * minuteMs);
  expect([silence.isSnoozed, silence.minutesLeft, changes()]).toEqual([true, untilRestart, 2]);
  silence.snooze(0);
  expect([silence.isSnoozed, silence.minutesLeft, changes()]).toEqual([false, 0, 3]);
});

test("a file that is turned off stays off after a restart, until it is turned on", async () => {
  const { store, silence, changes } = create();
  await silence.turnFile("file:///a.ts", false);
  expect(silence.isOffFor("file:///a.ts")).toBe(true);
  expect(silence.isOffFor("file:///b.ts")).toBe(false);
  expect(create(store).silence.isOffFor("file:///a.ts")).toBe(true);
  await silence.turnFile("file:///a.ts", true);
  expect(silence.isOffFor("file:///a.ts")).toBe(false);
  expect(changes()).toBe(2);
  expect(store.saved.size).toBe(0);
});

test("a file without a name is off in this window only", async () => {
  const { store, silence } = create();
  await silence.turnFile("untitled:Untitled-1", false);
  expect(silence.isOffFor("untitled:Untitled-1")).toBe(true);
  expect(create(store).silence.isOffFor("untitled:Untitled-1")).toBe(false);
  await silence.turnFile("untitled:Untitled-1", true);
  expect(silence.isOffFor("untitled:Untitled-1")).toBe(false);
});

test("a file without a name that is closed is forgotten, because the next one gets its name", async () => {
  const { silence } = create();
  await silence.turnFile("untitled:Untitled-1", false);
  silence.closed("untitled:Untitled-2");
  expect(silence.isOffFor("untitled:Untitled-1")).toBe(true);
  silence.closed("untitled:Untitled-1");
  expect(silence.isOffFor("untitled:Untitled-1")).toBe(false);
});

test("whatever else the store holds counts as no file", () => {
  const { silence } = create(memoryStore(new Map([["silentFiles", { a: 1 }]])));
  expect(silence.isOffFor("a")).toBe(false);
});
