import { expect, test } from "vitest";
import { ConversationKeeper } from "../../../src/app/ask/conversationKeeper.ts";
import type { Conversation } from "../../../src/app/ask/conversations.ts";

/** A history whose writes end when the test says so. */
function slowHistory() {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  const keep = ({ turns }: Conversation<string>) => {
    begun.push(turns.join());
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { keep, begun, endNext: () => ends.shift()?.() };
}

const state = (text: string): Conversation<string> => ({ id: "a", at: 1, turns: [text] });

function started(history: { readonly keep: (state: Conversation<string>) => Promise<void> }) {
  const clock = { ms: 0 };
  const errors: unknown[] = [];
  const keeper = new ConversationKeeper({ history, now: () => clock.ms, onError: (error) => errors.push(error) });
  return { keeper, clock, errors };
}

test("a conversation is written at once", () => {
  const history = slowHistory();
  started(history).keeper.keep(state("done"));
  expect(history.begun).toEqual(["done"]);
});

test("a growing answer is written every two seconds", () => {
  const history = slowHistory();
  const { keeper, clock } = started(history);
  for (const ms of [0, 10, 1_999, 2_000, 2_001, 4_000]) {
    clock.ms = ms;
    keeper.keepGrowing(state(`after ${ms}`));
  }
  expect(history.begun).toEqual(["after 0", "after 2000", "after 4000"]);
});

test("flush writes what has changed since, and resolves when it is written", async () => {
  const history = slowHistory();
  const { keeper } = started(history);
  keeper.keep(state("half"));
  keeper.keepGrowing(state("more"));
  let isFlushed = false;
  const flushed = keeper.flush().then(() => {
    isFlushed = true;
  });
  expect(history.begun).toEqual(["half", "more"]);
  history.endNext();
  await Promise.resolve();
  expect(isFlushed).toBe(false);
  history.endNext();
  await flushed;
});

test("without a change, flush writes nothing", async () => {
  const history = slowHistory();
  const { keeper } = started(history);
  await keeper.flush();
  keeper.keep(state("done"));
  history.endNext();
  await keeper.flush();
  expect(history.begun).toEqual(["done"]);
});

test("a failure is reported, and the next state is written", async () => {
  const written: string[] = [];
  let isFull = true;
  const keep = ({ turns }: Conversation<string>) => {
    if (isFull) return Promise.reject(new Error("disk full"));
    written.push(turns.join());
    return Promise.resolve();
  };
  const { keeper, errors } = started({ keep });
  keeper.keep(state("one"));
  await keeper.flush();
  isFull = false;
  keeper.keep(state("two"));
  await keeper.flush();
  expect(errors).toEqual([new Error("disk full")]);
  expect(written).toEqual(["two"]);
});
