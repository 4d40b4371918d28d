import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { complete } from "../../../src/core/completion/complete.ts";
import type { LateAnswers } from "../../../src/core/completion/inFlight.ts";
import type { CompletionAnswer, CompletionPorts, CompletionRequest } from "../../../src/core/completion/request.ts";
import { type EndedServerRequest, ServerAnswers } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { usualPrompt } from "../../../src/core/prompt/promptChoices.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
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

interface RigChanges {
  readonly engine?: EmbeddedEngine;
  readonly retriever?: Retriever;
  readonly model?: CompletionModel;
  readonly takesDraft?: boolean;
  readonly delayMs?: number;
  readonly mayPrefetch?: boolean;
  readonly yieldToEventLoop?: () => Promise<void>;
  readonly late?: LateAnswers;
}

interface AskOptions extends Partial<Omit<CompletionRequest, "cursor" | "rules">> {
  readonly maxLines?: number;
}

function rig({
  engine = engineSaying(),
  retriever = retrieverOf(),
  model,
  takesDraft = false,
  delayMs = 0,
  mayPrefetch = false,
  yieldToEventLoop = () => setImmediate(),
  late,
}: RigChanges = {}) {
  const paid: EndedServerRequest[] = [];
  const memory = new SuggestionMemory();
  const clock = { now: () => 0, yieldToEventLoop };
  const settings = { delayMs: () => delayMs, promptTokensPerMs: () => undefined, takesDraft, mayPrefetch };
  const server = new ServerAnswers({
    current: () => model && { model, ...settings },
    context: (cursor, maxTokens) => retriever.retrieve(cursor, [], { maxTokens }),
    memory,
    clock,
    onEnded: (ended) => paid.push(ended),
    late,
  });
  const ports: CompletionPorts = {
    embedded: (cursor, options) => engine.answer(cursor, [], options),
    server,
    memory,
    clock,
  };
  const ask = async (drawn: string, options: AskOptions = {}, signal = new AbortController().signal) => {
    const cursor = at(drawn);
    const { maxLines = 10, explicit = false, ...more } = options;
    const request: CompletionRequest = {
      cursor,
      rules: createRuleContext(cursor, { scope: "line", maxLines, explicit }),
      explicit,
      minConfidence: 0.5,
      maxPromptTokens: 1000,
      waitForModelMs: 600_000,
      choices: { prompt: usualPrompt },
      ...more,
    };
    const answer = await complete(request, ports, signal);
    return { ...answer, texts: answer.suggestions.map(({ text }) => text) };
  };
  const failures = () => paid.flatMap(({ answer }) => (answer.kind === "failed" ? [answer.error] : []));
  return { ask, ports, failures, paid };
}

test("without a model the embedded engine answers", async () => {
  const { ask } = rig({ engine: engineSaying(sure("foo();")) });
  const answer = await ask("const a = ▮\n");
  expect(answer.texts).toEqual(["foo();"]);
  expect(answer).toMatchObject({
    end: { outcome: "offered" },
    suggestions: [{ source: "embedded" }],
    fromCache: false,
  });
});

test("an embedded answer that closes a bracket of the rest and goes on replaces that bracket", async () => {
  const { ask } = rig({ engine: engineSaying(sure("total, limit);")) });
  const { suggestions } = await ask("show(▮)\n");
  expect(suggestions).toMatchObject([{ text: "total, limit);", replaceAfter: 1 }]);
});

test("an embedded answer that breaks off before a bracket of the rest is not closed by a guess, unless asked for", async () => {
  const { ask } = rig({ engine: engineSaying(sure('locate("')) });
  expect((await ask("show(▮)\n")).texts).toEqual([]);
  expect((await ask("show(▮)\n", { explicit: true })).texts).toEqual(['locate("")']);
});

test("nothing likely is said as such", async () => {
  const { end, texts } = await rig().ask("const a = ▮\n");
  expect(texts).toEqual([]);
  expect(end).toEqual({ outcome: "empty", reason: "nothingLikely" });
});

test("typing along asks neither engine nor model", async () => {
  const { model, prompts } = scriptedModel(["foo(bar);"]);
  const { ask } = rig({ model });
  const first = await ask("const a = ▮\n");
  const second = await ask("const a = fo▮\n");
  expect([first.texts, second.texts]).toEqual([["foo(bar);"], ["o(bar);"]]);
  expect(second.fromCache).toBe(true);
  expect(second.suggestions[0]?.id).toBe(first.suggestions[0]?.id);
  expect(prompts).toHaveLength(1);
});

test("a model's answer in time comes before the embedded one", async () => {
  const { model } = scriptedModel(["served", "()"]);
  const { ask } = rig({ engine: engineSaying(sure("embedded()")), model });
  const { texts, suggestions, provenance } = await ask("const a = ▮\n");
  expect(texts[0]).toBe("served()");
  expect({ source: suggestions[0]?.source, provenance }).toMatchObject({
    source: "server",
    provenance: { usage: { promptTokens: 11, completionTokens: 3 }, rawText: "served()" },
  });
});

test("a slow model does not hold the embedded answer back, and is used at the next keystroke", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(served)"], opened);
  const { ask } = rig({ engine: engineSaying(sure("foo(embedded)")), model });
  expect((await ask("const a = ▮\n", { waitForModelMs: 1 })).texts).toEqual(["foo(embedded)"]);
  open();
  await settle();
  expect((await ask("const a = f▮\n")).texts).toEqual(["oo(served)"]);
  expect(prompts).toHaveLength(1);
});

test("typing along an embedded answer keeps asking the model that is still at work", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(served)"], opened);
  const { ask } = rig({ engine: engineSaying(sure("foo(embedded)")), model });
  await ask("const a = ▮\n", { waitForModelMs: 1 });
  const next = ask("const a = f▮\n");
  open();
  expect((await next).texts[0]).toBe("oo(served)");
  expect(prompts).toHaveLength(1);
});

test("a running answer that agrees with what is typed is waited for, not asked again", async () => {
  const { opened, open } = createGate();
  const { model, prompts, ends } = scriptedModel(["foo(bar)"], opened);
  const { ask } = rig({ model });
  const leaving = new AbortController();
  const first = ask("const a = ▮\n", {}, leaving.signal);
  leaving.abort();
  const second = ask("const a = fo▮\n");
  open();
  expect((await first).end.outcome).toBe("cancelled");
  expect((await second).texts).toEqual(["o(bar)"]);
  expect(prompts).toHaveLength(1);
  expect(ends).toEqual(["finished"]);
});

test("an answer begun at an earlier place that says something else than was typed is asked for anew", async () => {
  const { opened, open } = createGate();
  const { model, prompts } = scriptedModel(["foo(bar)"], opened);
  const { ask } = rig({ model });
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
  const { ask } = rig({ model });
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
  const { ask } = rig({ model });
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
  const { ask } = rig({ model });
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
  const { ask, failures } = rig({ engine: engineSaying(sure("embedded()")), model });
  const { texts, end } = await ask("const a = ▮\n");
  expect(texts).toEqual(["embedded()"]);
  expect(end).toEqual({ outcome: "offered", reason: "unreachable" });
  expect(failures()).toMatchObject([{ kind: "unreachable" }]);
});

test("a defect of ours is reported and does not reach the editor", async () => {
  const { model } = scriptedModel(["x"]);
  const { ask, failures } = rig({
    model,
    retriever: {
      ...retrieverOf(),
      retrieve: () => {
        throw new TypeError("broken");
      },
    },
  });
  expect((await ask("const a = ▮\n")).end).toEqual({ outcome: "failed", reason: "internal" });
  expect(failures()).toMatchObject([new TypeError("broken")]);
});

test("secrets are redacted in prefix, suffix and snippets, and counted", async () => {
  const { model, prompts } = scriptedModel(["x"]);
  const secret = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;
  const { ask } = rig({ model, retriever: retrieverOf(snippetOf(`use("${secret}")\n`)) });
  const { provenance } = await ask(`use("${secret}")\nlet b = ▮\nuse("${secret}")\n`);
  expect(prompts).toHaveLength(1);
  expect(JSON.stringify(prompts)).not.toContain(secret);
  expect(provenance?.redactions).toBe(3);
});

test("asked by hand it offers alternatives, the model's first", async () => {
  const { model } = scriptedModel(["served"]);
  const { ask } = rig({ engine: engineSaying(sure("one"), sure("two")), model });
  expect((await ask("const a = ▮\n", { explicit: true })).texts).toEqual(["served", "one", "two"]);
});

test("stages are timed", async () => {
  const { model } = scriptedModel(["served"]);
  const { stagesMs, provenance } = await rig({ model }).ask("const a = ▮\n");
  expect(Object.keys(stagesMs)).toEqual(expect.arrayContaining(["embedded", "model", "total"]));
  expect(Object.keys(provenance?.stopwatch.stagesMs() ?? {})).toEqual(expect.arrayContaining(["retrieval", "prompt"]));
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
  await rig({ engine, model: watched }).ask("const a = ▮\n");
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
  const yieldToEventLoop = async () => controller.abort();
  const { texts, end } = await rig({ engine, model, yieldToEventLoop }).ask("a▮", {}, controller.signal);
  expect([texts, asked]).toEqual([[], 0]);
  expect(end.outcome).toBe("cancelled");
});

test("a model that answers while the engine still works is not forgotten over it", async () => {
  const { model, ends } = scriptedModel(["served"]);
  const yieldToEventLoop = () => until(() => ends.length === 1);
  const { ask } = rig({ engine: engineSaying(sure("embedded()")), model, yieldToEventLoop });
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
  return { ...rig({ model, mayPrefetch: true }), prompts, ends, most: () => mostRunning };
}

test("what follows an accepted suggestion was asked while it was read, and is there at once", async () => {
  const { ask, prompts } = aheadRig(scriptedModel(["foo."]), scriptedModel(["bar;"]), scriptedModel(["more"]));
  expect((await ask("const a = ▮\n")).texts).toEqual(["foo."]);
  await settle();
  expect(prompts.map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo."]);
  const next = await ask("const a = foo.▮\n");
  expect(next.texts).toEqual(["bar;"]);
  expect(next.fromCache).toBe(true);
});

test("typing along a suggestion keeps what was asked ahead, and asks it once", async () => {
  const { opened, open } = createGate();
  const { ask, prompts, ends, most } = aheadRig(scriptedModel(["foo."]), scriptedModel(["bar;"], opened));
  await ask("const a = ▮\n");
  await ask("const a = f▮\n");
  expect((await ask("const a = fo▮\n")).texts).toEqual(["o."]);
  const accepted = ask("const a = foo.▮\n");
  open();
  expect((await accepted).texts).toEqual(["bar;"]);
  expect(prompts.slice(0, 2).map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo."]);
  expect(ends()).toEqual(["finished", "finished"]);
  expect(most()).toBe(1);
});

test("typing something else aborts what was asked ahead before anything else is sent", async () => {
  const ahead = scriptedModel(["bar;"], createGate().opened);
  const { ask, prompts, ends } = aheadRig(scriptedModel(["foo."]), ahead, scriptedModel(["zip()"]));
  await ask("const a = ▮\n");
  await until(() => prompts.length === 2);
  expect((await ask("const a = z▮\n")).texts).toEqual(["zip()"]);
  expect(prompts.slice(0, 3).map(({ prefix }) => prefix)).toEqual(["const a = ", "const a = foo.", "const a = z"]);
  expect(ends().slice(0, 2)).toEqual(["finished", "aborted"]);
});

test("someone who accepts early waits for what was asked ahead, and leaving ends it", async () => {
  const { ask, ends } = aheadRig(scriptedModel(["foo."]), scriptedModel(["bar;"], createGate().opened));
  await ask("const a = ▮\n");
  const leaving = new AbortController();
  const next = ask("const a = foo.▮\n", {}, leaving.signal);
  leaving.abort();
  expect((await next).end.outcome).toBe("cancelled");
  await until(() => ends().length === 2);
  expect(ends()).toEqual(["finished", "aborted"]);
});

test("an item of the editor's list that contradicts a late answer gets an embedded one, and the late one still comes", async () => {
  const { opened, open } = createGate();
  const { model, prompts, ends } = scriptedModel(["foo.", "go();"], opened);
  const told: string[] = [];
  const late: LateAnswers = {
    isStillAt: ({ prefix }) => prefix === "const a = ",
    leastWaitMs: 0,
    answered: ({ prefix }) => told.push(prefix),
  };
  const { ask } = rig({ engine: engineSaying(sure("Name(1);")), model, late });
  const leaving = new AbortController();
  const first = ask("const a = ▮\n", {}, leaving.signal);
  await until(() => prompts.length === 1);
  leaving.abort();
  await first;
  expect((await ask("const a = other\n  .item▮\n")).texts).toEqual(["Name(1);"]);
  open();
  await until(() => told.length > 0);
  expect([told, prompts.length, ends]).toEqual([["const a = "], 1, ["finished"]]);
});

test("nothing is asked ahead of an embedded suggestion, nor unless it is wanted", async () => {
  const { model, prompts } = scriptedModel(["foo."]);
  await rig({ model }).ask("const a = ▮\n");
  await settle();
  expect(prompts).toHaveLength(1);
  const silent = scriptedModel([]);
  const engine = engineSaying(sure("foo."));
  await rig({ engine, model: silent.model, mayPrefetch: true }).ask("const a = ▮\n");
  await settle();
  expect(silent.prompts).toHaveLength(1);
});

describe("how an answer came about", () => {
  const about = ({ provenance }: CompletionAnswer) =>
    provenance && [provenance.prompt?.prefix, provenance.prompt?.snippets.length, provenance.usage.completionTokens];
  const retriever = retrieverOf(snippetOf("foo(bar)\n"));

  test("is known of a request that joins a running one", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(bar)  "], opened);
    const { ask, paid } = rig({ model, retriever });
    const leaving = new AbortController();
    const first = ask("const a = ▮\n", {}, leaving.signal);
    leaving.abort();
    const joining = ask("const a = fo▮\n");
    open();
    const answer = await joining;
    const { suggestions, provenance } = answer;
    expect(suggestions[0]?.text).toBe("o(bar)");
    expect(about(answer)).toEqual(["const a = ", 1, 3]);
    expect(provenance?.changedBy).toEqual(["trimEnd"]);
    expect(provenance?.rawText).toBe("foo(bar)  ");
    expect(about(await first)).toEqual(["const a = ", 1, 3]);
    expect(paid).toHaveLength(1);
  });

  test("is known of one that the cache answers, and costs nothing again", async () => {
    const { model } = scriptedModel(["foo(bar)"]);
    const { ask, paid } = rig({ model, retriever });
    await ask("const a = ▮\n");
    expect(about(await ask("const a = fo▮\n"))).toEqual(["const a = ", 1, 3]);
    expect(paid.map(({ trigger, answer }) => [trigger, answer.kind])).toEqual([["automatic", "suggestion"]]);
  });

  test("is known of one that was asked ahead", async () => {
    const { ask, paid } = aheadRig(scriptedModel(["foo."]), scriptedModel(["bar;"]));
    await ask("const a = ▮\n");
    await settle();
    expect(about(await ask("const a = foo.▮\n"))).toEqual(["const a = foo.", 0, 3]);
    expect(paid.slice(0, 2).map(({ trigger }) => trigger)).toEqual(["automatic", "prefetch"]);
  });

  test("is known of the answer at last, when another one was asked for", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(bar)"], opened);
    const { ask, paid } = rig({ model });
    const first = ask("const a = ▮\n");
    await settle();
    const second = ask("const a = other.▮\n");
    open();
    await first;
    expect(about(await second)).toEqual(["const a = other.", 0, 3]);
    expect(paid).toHaveLength(2);
  });

  test("of one that nothing fits of, nothing is asked for the same place again", async () => {
    const { opened, open } = createGate();
    const { model, prompts } = scriptedModel([" "], opened);
    const { ask } = rig({ model });
    const answers = [ask("const a = ▮\n"), ask("const a = ▮\n")];
    await settle();
    open();
    for (const { end } of await Promise.all(answers)) expect(end.outcome).toBe("empty");
    expect(prompts).toHaveLength(1);
    // Who asks explicitly may get more lines, and so another answer.
    await Promise.all([ask("const a = ▮\n"), ask("const a = ▮\n", { explicit: true })]);
    expect(prompts).toHaveLength(3);
  });

  test("figures that come after the embedded suggestion was shown are heard of once", async () => {
    const { opened, open } = createGate();
    const { model } = scriptedModel(["foo(served)"], opened);
    const { ask, paid } = rig({ engine: engineSaying(sure("foo(embedded)")), model });
    const answer = await ask("const a = ▮\n", { waitForModelMs: 1 });
    expect(about(answer)).toEqual(["const a = ", 0, undefined]);
    expect(paid).toEqual([]);
    open();
    await settle();
    expect(about(answer)).toEqual(["const a = ", 0, 3]);
    expect(paid).toHaveLength(1);
    expect(paid[0]?.provenance).toBe(answer.provenance);
  });

  test("a request that is aborted or fails is heard of too, one that was never sent is not", async () => {
    const failing = rig({ model: scriptedModel(new ModelError("timeout", "slow")).model });
    await failing.ask("const a = ▮\n");
    expect(failing.paid.map(({ answer }) => answer.kind)).toEqual(["failed"]);

    const held = scriptedModel(["foo"], createGate().opened);
    const left = rig({ model: held.model });
    const first = left.ask("const a = ▮\n");
    await until(() => held.prompts.length === 1);
    left.ports.server.abort();
    await first;
    expect(left.paid.map(({ answer }) => answer.kind)).toEqual(["aborted"]);

    const unsent = rig({ model: held.model, delayMs: 600_000 });
    const waiting = unsent.ask("const a = ▮\n");
    unsent.ports.server.abort();
    await waiting;
    expect(unsent.paid).toEqual([]);
  });
});

test("a server that takes drafts gets the engine's answer with the request, but none that contains a secret", async () => {
  const draftOf = async (takesDraft: boolean, answer = "sum(items);") => {
    const drafts: (string | undefined)[] = [];
    const model: CompletionModel = {
      label: "listening",
      async *stream(_parts, { draft }) {
        drafts.push(draft);
        yield "total;";
      },
    };
    await rig({ engine: engineSaying(sure(answer)), model, takesDraft }).ask("const a = ▮\n");
    return drafts;
  };
  expect(await draftOf(true)).toEqual(["sum(items);"]);
  expect(await draftOf(false)).toEqual([undefined]);
  expect(await draftOf(true, `use("ghp_${"a1B2c3D4e5F6".repeat(3)}");`)).toEqual([undefined]);
});

test("a secret is never offered, whether the engine knows it or a model writes it", async () => {
  const secret = 'wJalrXUtnFEMI/K7MDENGbPxRfiCYzQ81kT2vLmA"';
  const { ask } = rig({ engine: engineSaying(sure(secret)) });
  expect((await ask('const AWS_SECRET_ACCESS_KEY = "▮\n')).texts).toEqual([]);
  const written = rig({ engine: engineSaying(), model: scriptedModel([secret]).model });
  expect(await written.ask('const AWS_SECRET_ACCESS_KEY = "▮\n')).toMatchObject({ texts: [] });
});
