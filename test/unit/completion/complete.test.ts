import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { AskAhead } from "../../../src/core/completion/askAhead.ts";
import type { EndedModelRequest } from "../../../src/core/completion/askModel.ts";
import { type CompletionDeps, type CompletionRequest, complete } from "../../../src/core/completion/complete.ts";
import { RunningAnswer } from "../../../src/core/completion/runningAnswer.ts";
import { SuggestionCache } from "../../../src/core/completion/suggestionCache.ts";
import { Trace } from "../../../src/core/completion/trace.ts";
import type { EmbeddedEngine, EngineAnswer } from "../../../src/core/types/engine.ts";
import { type CompletionModel, ModelError, type PromptParts } from "../../../src/core/types/model.ts";
import type { Retriever } from "../../../src/core/types/retriever.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { at } from "../../support/at.ts";

const learner = {
  *learn() {
    // There is nothing to learn for one who says what he is told.
  },
  edit: () => true,
  forget: () => undefined,
  versionOf: () => undefined,
  bytes: 0,
};
const engineSaying = (...answers: readonly EngineAnswer[]): EmbeddedEngine => ({ ...learner, answer: () => answers });
const sure = (text: string): EngineAnswer => ({ text, confidence: 0.9, origin: undefined });
const retrieverOf = (...snippets: readonly Snippet[]): Retriever => ({ ...learner, retrieve: () => snippets });

const snippetOf = (text: string): Snippet => ({
  kind: "window",
  uri: "file:///b.ts",
  path: "b.ts",
  languageId: "typescript",
  startLine: 0,
  endLine: 1,
  text,
  score: 1,
  tokens: 4,
});

/** Something a test holds back until it calls `open`. */
function createGate() {
  let open: () => void = () => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open };
}

/**
 * A model that writes these chunks, and remembers what it was asked and how each request ended.
 * @param mayAnswer what it waits for before the first chunk
 */
function scriptedModel(chunks: readonly string[] | Error, mayAnswer = Promise.resolve()) {
  const prompts: PromptParts[] = [];
  const ends: ("finished" | "left" | "aborted")[] = [];
  const model: CompletionModel = {
    label: "scripted",
    async *stream(parts, _limits, onUsage, signal) {
      prompts.push(parts);
      let end: "finished" | "left" | "aborted" = "left";
      try {
        await Promise.race([mayAnswer, new Promise((resolve) => signal.addEventListener("abort", resolve))]);
        if (chunks instanceof Error) throw chunks;
        for (const chunk of chunks) {
          if (signal.aborted) return;
          yield chunk;
        }
        end = "finished";
      } finally {
        onUsage({ promptTokens: 11, completionTokens: 3 });
        ends.push(signal.aborted ? "aborted" : end);
      }
    },
  };
  return { model, prompts, ends };
}

/** Lets everything run that waits for nothing but its turn. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 5; turn++) await setImmediate();
}

/** Resolves once a claim holds; the runner's limit ends a test whose claim never does. */
async function until(claim: () => boolean): Promise<void> {
  while (!claim()) await setImmediate();
}

function rig(changes: Partial<CompletionDeps> = {}) {
  let lastId = 0;
  const failures: ModelError[] = [];
  const defects: unknown[] = [];
  const paid: EndedModelRequest[] = [];
  const deps: CompletionDeps = {
    engine: engineSaying(),
    retriever: retrieverOf(),
    recent: () => [],
    model: () => undefined,
    redact: (text) => ({ text, count: 0 }),
    delayMs: () => 0,
    promptTokensPerMs: () => undefined,
    definitions: () => [],
    cache: new SuggestionCache(),
    running: new RunningAnswer(),
    ahead: new AskAhead(() => false),
    nextId: () => ++lastId,
    giveWay: () => setImmediate(),
    onModelEnded: (ended) => paid.push(ended),
    onModelError: (error) => failures.push(error),
    onError: (error) => defects.push(error),
    ...changes,
  };
  const ask = async (
    drawn: string,
    options: Partial<CompletionRequest> = {},
    signal = new AbortController().signal,
  ) => {
    const trace = new Trace(() => 0);
    const request: CompletionRequest = {
      cursor: at(drawn),
      scope: "line",
      explicit: false,
      minConfidence: 0.5,
      maxLines: 10,
      maxPromptTokens: 1000,
      waitForModelMs: 600_000,
      ...options,
    };
    const suggestions = await complete(request, deps, trace, signal);
    return { texts: suggestions.map(({ text }) => text), suggestions, trace };
  };
  return { ask, deps, failures, defects, paid };
}

test("without a model the embedded engine answers", async () => {
  const { ask } = rig({ engine: engineSaying(sure("foo();")) });
  const { texts, trace } = await ask("const a = ▮\n");
  expect(texts).toEqual(["foo();"]);
  expect(trace).toMatchObject({ ended: { outcome: "offered" }, source: "embedded", fromCache: false });
});

test("nothing likely is said as such", async () => {
  const { trace, texts } = await rig().ask("const a = ▮\n");
  expect(texts).toEqual([]);
  expect(trace.ended).toEqual({ outcome: "empty", reason: "nothingLikely" });
});

test("typing along asks neither engine nor model", async () => {
  const { model, prompts } = scriptedModel(["foo(bar);"]);
  const { ask } = rig({ model: () => model });
  const first = await ask("const a = ▮\n");
  const second = await ask("const a = fo▮\n");
  expect([first.texts, second.texts]).toEqual([["foo(bar);"], ["o(bar);"]]);
  expect(second.trace.fromCache).toBe(true);
  expect(second.suggestions[0]?.id).toBe(first.suggestions[0]?.id);
  expect(prompts).toHaveLength(1);
});

test("a model's answer in time comes before the embedded one", async () => {
  const { model } = scriptedModel(["served", "()"]);
  const { ask } = rig({ engine: engineSaying(sure("embedded()")), model: () => model });
  const { texts, trace } = await ask("const a = ▮\n");
  expect(texts[0]).toBe("served()");
  expect(trace).toMatchObject({
    source: "server",
    provenance: { usage: { promptTokens: 11, completionTokens: 3 }, rawText: "served()" },
  });
});

test("a slow model does not hold the embedded answer back, and is used at the next keystroke", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(served)"], opened);
  const { ask } = rig({ engine: engineSaying(sure("foo(embedded)")), model: () => model });
  expect((await ask("const a = ▮\n", { waitForModelMs: 1 })).texts).toEqual(["foo(embedded)"]);
  open();
  await settle();
  expect((await ask("const a = f▮\n")).texts).toEqual(["oo(served)"]);
  expect(prompts).toHaveLength(1);
});

test("typing along an embedded answer keeps asking the model that is still at work", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(served)"], opened);
  const { ask } = rig({ engine: engineSaying(sure("foo(embedded)")), model: () => model });
  await ask("const a = ▮\n", { waitForModelMs: 1 });
  const next = ask("const a = f▮\n");
  open();
  expect((await next).texts[0]).toBe("oo(served)");
  expect(prompts).toHaveLength(1);
});

test("a running answer that agrees with what is typed is waited for, not asked again", async () => {
  const { opened, open } = createGate();
  const { model, prompts, ends } = scriptedModel(["foo(bar)"], opened);
  const { ask } = rig({ model: () => model });
  const leaving = new AbortController();
  const first = ask("const a = ▮\n", {}, leaving.signal);
  leaving.abort();
  const second = ask("const a = fo▮\n");
  open();
  expect((await first).trace.ended.outcome).toBe("cancelled");
  expect((await second).texts).toEqual(["o(bar)"]);
  expect(prompts).toHaveLength(1);
  expect(ends).toEqual(["finished"]);
});

test("an answer begun at an earlier place that says something else than was typed is asked for anew", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(bar)"], opened);
  const { ask } = rig({ model: () => model });
  const first = ask("const a = ▮\n");
  await until(() => prompts.length === 1);
  const second = ask("const a = other.▮\n");
  open();
  await first;
  expect((await second).texts).toEqual(["foo(bar)"]);
  expect(prompts.map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = other."]);
});

test("on another line an answer that has not begun is not waited for", async () => {
  const { opened, open } = createGate();
  const { model, prompts, ends } = scriptedModel(["x"], opened);
  const { ask } = rig({ model: () => model });
  const first = ask("const a = ▮\n");
  await until(() => prompts.length === 1);
  const second = ask("const a = \n▮\n");
  await until(() => prompts.length === 2);
  open();
  await Promise.all([first, second]);
  expect(ends).toEqual(["aborted", "finished"]);
});

test("a running answer that nobody wants any more is aborted", async () => {
  const { model, ends } = scriptedModel(["foo(bar)"], createGate().opened);
  const { ask } = rig({ model: () => model });
  const leaving = new AbortController();
  const first = ask("const a = ▮\n", {}, leaving.signal);
  leaving.abort();
  await first;
  await until(() => ends.length > 0);
  expect(ends).toEqual(["aborted"]);
});

test("at another place the running answer is aborted and a new one asked", async () => {
  const { opened, open } = createGate();
  const { model, prompts, ends } = scriptedModel(["x"], opened);
  const { ask } = rig({ model: () => model });
  const first = ask("const a = ▮\n");
  await until(() => prompts.length === 1);
  const second = ask("let b = ▮\n");
  await until(() => prompts.length === 2);
  open();
  await Promise.all([first, second]);
  expect(prompts.map(({ prefix }) => prefix)).toEqual(["const a = ", "let b = "]);
  expect(ends).toEqual(["aborted", "finished"]);
});

test("a failing model costs nothing but a status", async () => {
  const { model } = scriptedModel(new ModelError("unreachable", "connection refused"));
  const { ask, failures } = rig({ engine: engineSaying(sure("embedded()")), model: () => model });
  const { texts, trace } = await ask("const a = ▮\n");
  expect(texts).toEqual(["embedded()"]);
  expect(trace.ended).toEqual({ outcome: "offered", reason: "unreachable" });
  expect(failures.map(({ kind }) => kind)).toEqual(["unreachable"]);
});

test("a defect of ours is reported and does not reach the editor", async () => {
  const { model } = scriptedModel(["x"]);
  const { ask, defects } = rig({
    model: () => model,
    retriever: {
      ...retrieverOf(),
      retrieve: () => {
        throw new TypeError("broken");
      },
    },
  });
  expect((await ask("const a = ▮\n")).trace.ended).toEqual({ outcome: "failed", reason: "internal" });
  expect(defects).toHaveLength(1);
});

test("secrets are blacked out in prefix, suffix and snippets, and counted", async () => {
  const { model, prompts } = scriptedModel(["x"]);
  const redact = (text: string) => ({ text: text.replaceAll("hush", "•"), count: text.split("hush").length - 1 });
  const { ask } = rig({ model: () => model, redact, retriever: retrieverOf(snippetOf("hush in b\n")) });
  const { trace } = await ask("hush before\nlet b = ▮\nhush after\n");
  expect(JSON.stringify(prompts)).not.toContain("hush");
  expect(trace.provenance?.redactions).toBe(3);
});

test("asked by hand it offers alternatives, the model's first", async () => {
  const { model } = scriptedModel(["served"]);
  const { ask } = rig({ engine: engineSaying(sure("one"), sure("two")), model: () => model });
  expect((await ask("const a = ▮\n", { explicit: true })).texts).toEqual(["served", "one", "two"]);
});

test("stages are timed", async () => {
  const { model } = scriptedModel(["served"]);
  const { trace } = await rig({ model: () => model }).ask("const a = ▮\n");
  expect(Object.keys(trace.stagesMs())).toEqual(
    expect.arrayContaining(["embedded", "retrieval", "prompt", "model", "total"]),
  );
});

test("the request is on its way before the engine takes the thread", async () => {
  const order: string[] = [];
  const { model } = scriptedModel(["served"]);
  const watched: CompletionModel = {
    ...model,
    stream: (...args) => {
      order.push("asked");
      return model.stream(...args);
    },
  };
  const engine: EmbeddedEngine = {
    ...engineSaying(),
    answer: () => {
      order.push("worked");
      return [];
    },
  };
  await rig({ engine, model: () => watched }).ask("const a = ▮\n");
  expect(order).toEqual(["asked", "worked"]);
});

test("what is called off before the engine worked asks it no more", async () => {
  const controller = new AbortController();
  let asked = 0;
  const engine: EmbeddedEngine = {
    ...engineSaying(),
    answer: () => {
      asked++;
      return [];
    },
  };
  const { model } = scriptedModel(["served"]);
  const giveWay = async () => controller.abort();
  const { texts, trace } = await rig({ engine, model: () => model, giveWay }).ask("a▮", {}, controller.signal);
  expect([texts, asked]).toEqual([[], 0]);
  expect(trace.ended.outcome).toBe("cancelled");
});

test("a model that answers while the engine still works is not forgotten over it", async () => {
  const { model, ends } = scriptedModel(["served"]);
  const giveWay = () => until(() => ends.length === 1);
  const { ask } = rig({ engine: engineSaying(sure("embedded()")), model: () => model, giveWay });
  const { texts } = await ask("const a = ▮\n");
  expect(texts[0]).toBe("served");
});

/** Everything a request's fate shows when requests may be sent ahead. */
function aheadRig(...scripts: readonly ReturnType<typeof scriptedModel>[]) {
  let asked = 0;
  const prompts: PromptParts[] = [];
  let running = 0;
  let mostRunning = 0;
  const model: CompletionModel = {
    label: "scripted",
    async *stream(parts, ...rest) {
      prompts.push(parts);
      mostRunning = Math.max(mostRunning, ++running);
      try {
        yield* (scripts[asked++] ?? scriptedModel([])).model.stream(parts, ...rest);
      } finally {
        running--;
      }
    },
  };
  const ends = () => scripts.flatMap((script) => script.ends);
  return { ...rig({ model: () => model, ahead: new AskAhead(() => true) }), prompts, ends, most: () => mostRunning };
}

test("what follows an accepted suggestion was asked while it was read, and is there at once", async () => {
  const { ask, prompts } = aheadRig(scriptedModel(["foo("]), scriptedModel(["bar);"]), scriptedModel(["more"]));
  expect((await ask("const a = ▮\n")).texts).toEqual(["foo("]);
  await settle();
  expect(prompts.map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo("]);
  const next = await ask("const a = foo(▮\n");
  expect(next.texts).toEqual(["bar);"]);
  expect(next.trace.fromCache).toBe(true);
});

test("typing along a suggestion keeps what was asked ahead, and asks it once", async () => {
  const { opened, open } = createGate();
  const { ask, prompts, ends, most } = aheadRig(scriptedModel(["foo("]), scriptedModel(["bar);"], opened));
  await ask("const a = ▮\n");
  await ask("const a = f▮\n");
  expect((await ask("const a = fo▮\n")).texts).toEqual(["o("]);
  const accepted = ask("const a = foo(▮\n");
  open();
  expect((await accepted).texts).toEqual(["bar);"]);
  expect(prompts.slice(0, 2).map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo("]);
  expect(ends()).toEqual(["finished", "finished"]);
  expect(most()).toBe(1);
});

test("typing something else aborts what was asked ahead before anything else is sent", async () => {
  const ahead = scriptedModel(["bar);"], createGate().opened);
  const { ask, prompts, ends } = aheadRig(scriptedModel(["foo("]), ahead, scriptedModel(["zip()"]));
  await ask("const a = ▮\n");
  await until(() => prompts.length === 2);
  expect((await ask("const a = z▮\n")).texts).toEqual(["zip()"]);
  expect(prompts.slice(0, 3).map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo(", "const a = z"]);
  expect(ends().slice(0, 2)).toEqual(["finished", "aborted"]);
});

test("someone who accepts early waits for what was asked ahead, and leaving ends it", async () => {
  const { ask, ends } = aheadRig(scriptedModel(["foo("]), scriptedModel(["bar);"], createGate().opened));
  await ask("const a = ▮\n");
  const leaving = new AbortController();
  const next = ask("const a = foo(▮\n", {}, leaving.signal);
  leaving.abort();
  expect((await next).trace.ended.outcome).toBe("cancelled");
  await until(() => ends().length === 2);
  expect(ends()).toEqual(["finished", "aborted"]);
});

test("nothing is asked ahead of an embedded suggestion, nor unless it is wanted", async () => {
  const { model, prompts } = scriptedModel(["foo("]);
  await rig({ model: () => model }).ask("const a = ▮\n");
  await settle();
  expect(prompts).toHaveLength(1);
  const silent = scriptedModel([]);
  const engine = engineSaying(sure("foo("));
  await rig({ engine, model: () => silent.model, ahead: new AskAhead(() => true) }).ask("const a = ▮\n");
  await settle();
  expect(silent.prompts).toHaveLength(1);
});

describe("how an answer came about", () => {
  const about = ({ provenance }: Trace) =>
    provenance && [provenance.prompt?.prefix, provenance.prompt?.snippets.length, provenance.usage.completionTokens];
  const retriever = retrieverOf(snippetOf("foo(bar)\n"));

  test("is known of a request that joins a running one", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(bar)  "], opened);
    const { ask, paid } = rig({ model: () => model, retriever });
    const leaving = new AbortController();
    const first = ask("const a = ▮\n", {}, leaving.signal);
    leaving.abort();
    const joining = ask("const a = fo▮\n");
    open();
    const { trace, suggestions } = await joining;
    expect(suggestions[0]?.text).toBe("o(bar)");
    expect(about(trace)).toEqual(["const a = ", 1, 3]);
    expect(trace.provenance?.changedBy).toEqual(["trimEnd"]);
    expect(trace.provenance?.rawText).toBe("foo(bar)  ");
    expect(about((await first).trace)).toEqual(["const a = ", 1, 3]);
    expect(paid).toHaveLength(1);
  });

  test("is known of one that the cache answers, and costs nothing again", async () => {
    const { model } = scriptedModel(["foo(bar)"]);
    const { ask, paid } = rig({ model: () => model, retriever });
    await ask("const a = ▮\n");
    expect(about((await ask("const a = fo▮\n")).trace)).toEqual(["const a = ", 1, 3]);
    expect(paid.map(({ trigger, answer }) => [trigger, answer.kind])).toEqual([["automatic", "suggestion"]]);
  });

  test("is known of one that was asked ahead", async () => {
    const { ask, paid } = aheadRig(scriptedModel(["foo("]), scriptedModel(["bar);"]));
    await ask("const a = ▮\n");
    await settle();
    expect(about((await ask("const a = foo(▮\n")).trace)).toEqual(["const a = foo(", 0, 3]);
    expect(paid.slice(0, 2).map(({ trigger }) => trigger)).toEqual(["automatic", "prefetch"]);
  });

  test("is known of the answer at last, when another one was asked for", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(bar)"], opened);
    const { ask, paid } = rig({ model: () => model });
    const first = ask("const a = ▮\n");
    await settle();
    const second = ask("const a = other.▮\n");
    open();
    await first;
    expect(about((await second).trace)).toEqual(["const a = other.", 0, 3]);
    expect(paid).toHaveLength(2);
  });

  test("figures that come after the embedded suggestion was shown are heard of once", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(served)"], opened);
    const { ask, paid } = rig({ engine: engineSaying(sure("foo(embedded)")), model: () => model });
    const { trace } = await ask("const a = ▮\n", { waitForModelMs: 1 });
    expect(about(trace)).toEqual(["const a = ", 0, undefined]);
    expect(paid).toEqual([]);
    open();
    await settle();
    expect(about(trace)).toEqual(["const a = ", 0, 3]);
    expect(paid).toHaveLength(1);
    expect(paid[0]?.provenance).toBe(trace.provenance);
  });

  test("a request that is aborted or fails is heard of too, one that was never sent is not", async () => {
    const failing = rig({ model: () => scriptedModel(new ModelError("timeout", "slow")).model });
    await failing.ask("const a = ▮\n");
    expect(failing.paid.map(({ answer }) => answer.kind)).toEqual(["failed"]);

    const held = scriptedModel(["foo"], createGate().opened);
    const left = rig({ model: () => held.model });
    const first = left.ask("const a = ▮\n");
    await until(() => held.prompts.length === 1);
    left.deps.running.abort();
    await first;
    expect(left.paid.map(({ answer }) => answer.kind)).toEqual(["aborted"]);

    const unsent = rig({ model: () => held.model, delayMs: () => 600_000 });
    const waiting = unsent.ask("const a = ▮\n");
    unsent.deps.running.abort();
    await waiting;
    expect(unsent.paid).toEqual([]);
  });
});

test("where drafts are wanted the model gets the engine's answer with the request, but none that holds a secret", async () => {
  const draftOf = async (sendsDraft: boolean, count = 0) => {
    const drafts: (string | undefined)[] = [];
    const model: CompletionModel = {
      label: "listening",
      async *stream(_parts, { draft }) {
        drafts.push(draft);
        yield "total;";
      },
    };
    const redact = (text: string) => ({ text, count: text === "sum(items);" ? count : 0 });
    const engine = engineSaying(sure("sum(items);"));
    await rig({ engine, model: () => model, sendsDraft: () => sendsDraft, redact }).ask("const a = ▮\n");
    return drafts;
  };
  expect(await draftOf(true)).toEqual(["sum(items);"]);
  expect(await draftOf(false)).toEqual([undefined]);
  expect(await draftOf(true, 1)).toEqual([undefined]);
});
