import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { type CompletionMoment, completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import { withoutServer } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import type { SelectedSuggestion } from "../../../src/core/trigger/continueSelected.ts";
import { at } from "../../support/at.ts";

/** The product with an engine that always offers the rest of one line, and a clock that notes what it is asked to wait. */
function rig(line: string, answers: (typed: string) => boolean = () => true) {
  const memory = new SuggestionMemory();
  const waits: number[] = [];
  const pause = async (ms: number) => {
    waits.push(ms);
  };
  let now = 0;
  const clock = { now: () => now, yieldToEventLoop: () => setImmediate(), pause };
  const server = withoutServer(memory, clock);
  const embedded = ({ prefix }: { readonly prefix: string }) => {
    const typed = prefix.slice(prefix.lastIndexOf("\n") + 1);
    if (!answers(typed)) return [];
    return [{ text: line.slice(typed.length), confidence: 0.99, origin: undefined }];
  };
  const complete = (drawn: string, changes: Partial<CompletionMoment>, signal = new AbortController().signal) =>
    completeAt(momentAt(at(drawn), { newOfferPauseMs: 75, ...changes }), { embedded, server, memory, clock }, signal);
  const ask = async (drawn: string, explicit = false, signal?: AbortSignal) => {
    const { suggestions, end } = await complete(drawn, { explicit }, signal);
    return { text: suggestions[0]?.text, outcome: end.outcome };
  };
  /** Asks beside an open suggest widget. */
  const askBeside = async (
    drawn: string,
    selectedSuggestion: SelectedSuggestion,
    changes: Partial<CompletionMoment> = {},
  ) => {
    const { suggestions, end, held } = await complete(drawn, { selectedSuggestion, ...changes });
    return { text: suggestions[0]?.text, outcome: end.outcome, held: held?.text };
  };
  const advance = (ms: number) => {
    now += ms;
  };
  return { ask, askBeside, waits, advance };
}

test("a new offer waits for a pause in typing, one that continues appears at once", async () => {
  const { ask, waits } = rig("const answer = compute(one);");
  expect((await ask("const ▮\n")).text).toBe("answer = compute(one);");
  expect((await ask("const ans▮\n")).text).toBe("wer = compute(one);");
  expect(waits).toEqual([75]);
});

test("beside the suggest widget an offer goes on while it is typed, whichever item is chosen meanwhile", async () => {
  const line = "const answer = compute(one);";
  const { ask, askBeside, waits } = rig(line, (typed) => line.startsWith(typed));
  expect((await ask("const ▮\n")).text).toBe("answer = compute(one);");
  expect((await askBeside("const a▮\n", { text: "answer", typed: "a" })).text).toBe("nswer = compute(one);");
  expect((await ask("const an▮\n")).text).toBe("swer = compute(one);");
  expect(await askBeside("const ans▮\n", { text: "answers", typed: "ans" })).toMatchObject({
    text: undefined,
    held: "wer = compute(one);",
  });
  expect((await ask("const answ▮\n")).text).toBe("er = compute(one);");
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

test.each([
  ["does not continue the text", "Banner", "skipped"],
  ["leads nowhere", "and", "empty"],
])(
  "an offer is held while the item of the suggest widget %s, and comes without a pause once the widget closes",
  async (_what, text, outcome) => {
    const line = "const answer = compute(one);";
    const { ask, askBeside, waits, advance } = rig(line, (typed) => line.startsWith(typed));
    const held = await askBeside("const an▮\n", { text, typed: "an" });
    expect(held).toEqual({ text: undefined, outcome, held: "swer = compute(one);" });
    advance(500);
    expect((await ask("const an▮\n")).text).toBe("swer = compute(one);");
    expect(waits.every((ms) => ms <= 0)).toBe(true);
  },
);

test("what keeps Hunch silent without the suggest widget is not held either", async () => {
  const { askBeside } = rig("const answer = compute(one);");
  const held = await askBeside("const an▮\n", { text: "Banner", typed: "an" }, { snoozed: true });
  expect(held).toEqual({ text: undefined, outcome: "skipped", held: undefined });
});
