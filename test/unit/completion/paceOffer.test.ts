import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import { ServerAnswers } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { at } from "../../support/at.ts";

/** The product with an engine that always offers the rest of one line, and a clock that notes what it is asked to wait. */
function rig(line: string) {
  const memory = new SuggestionMemory();
  const waits: number[] = [];
  const pause = async (ms: number) => {
    waits.push(ms);
  };
  const clock = { now: () => 0, yieldToEventLoop: () => setImmediate(), pause };
  const server = new ServerAnswers({
    current: () => undefined,
    context: () => [],
    memory,
    clock,
    onEnded: () => undefined,
  });
  const embedded = ({ prefix }: { readonly prefix: string }) => {
    const typed = prefix.slice(prefix.lastIndexOf("\n") + 1);
    return [{ text: line.slice(typed.length), confidence: 0.99, origin: undefined }];
  };
  const ask = async (drawn: string, explicit = false, signal = new AbortController().signal) => {
    const moment = momentAt(at(drawn), { newOfferPauseMs: 75, explicit });
    const { suggestions, end } = await completeAt(moment, { embedded, server, memory, clock }, signal);
    return { text: suggestions[0]?.text, outcome: end.outcome };
  };
  return { ask, waits };
}

test("a new offer waits for a pause in typing, one that continues appears at once", async () => {
  const { ask, waits } = rig("const answer = compute(one);");
  expect((await ask("const ▮\n")).text).toBe("answer = compute(one);");
  expect((await ask("const ans▮\n")).text).toBe("wer = compute(one);");
  expect(waits).toEqual([75]);
});

test("an offer that the user asked for waits for nothing", async () => {
  const { ask, waits } = rig("const answer = compute(one);");
  expect((await ask("const ▮\n", true)).text).toBe("answer = compute(one);");
  expect(waits).toEqual([]);
});

test("an offer whose request is called off while it waits does not appear", async () => {
  const { ask } = rig("const answer = compute(one);");
  const controller = new AbortController();
  controller.abort();
  expect(await ask("const ▮\n", false, controller.signal)).toEqual({ text: undefined, outcome: "cancelled" });
});

test("what was typed against is not offered again at the next stop of the line, unless asked for", async () => {
  const { ask } = rig("const answer = compute(one);");
  await ask("const ▮\n");
  expect((await ask("const ansxxx▮\n")).text).toBeUndefined();
  expect((await ask("const ansxxx▮\n", true)).text).toBe(" = compute(one);");
});
