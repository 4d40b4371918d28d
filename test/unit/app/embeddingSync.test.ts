import { once } from "node:events";
import { expect, onTestFinished, test, vi } from "vitest";
import { WorkspaceIndex, type WorkspaceIndexDeps } from "../../../src/app/ask/workspaceIndex.ts";
import { createPassageIndex } from "../../../src/core/ask/createPassageIndex.ts";
import type { Embedder } from "../../../src/core/ask/vectors/embedder.ts";
import { ModelError } from "../../../src/core/types/model.ts";
import { TypingRests } from "../../../src/vscode/ask/typingRests.ts";

const files: Readonly<Record<string, string>> = {
  "boats.ts": "const fleet = moor(); // token hunter2",
  "tides.ts": "const water = high();",
};
const never = new AbortController().signal;

/** A model of two meanings: whether a text is about boats. */
function model(sent: string[], limit = Number.POSITIVE_INFINITY) {
  return {
    model: "two",
    embed: (texts: readonly string[]) => {
      sent.push(...texts);
      if (sent.length > limit) return Promise.reject(new Error("the daily limit is reached"));
      return Promise.resolve(texts.map((text) => (/fleet|vessel/.test(text) ? [1, 0.1] : [0.1, 1])));
    },
  };
}

function workspace(changes: Partial<WorkspaceIndexDeps>, errors: unknown[] = []) {
  return new WorkspaceIndex({
    index: createPassageIndex(() => Promise.resolve()),
    list: () => Promise.resolve(Object.keys(files)),
    read: (uri) => Promise.resolve({ uri, path: uri, text: files[uri] ?? "", stamp: "1" }),
    stamp: () => Promise.resolve("1"),
    recentUris: () => [],
    now: () => 0,
    rest: () => Promise.resolve(),
    history: () => Promise.resolve([]),
    embedder: () => undefined,
    clean: (text) => text.replaceAll("hunter2", "•••"),
    onError: (error) => errors.push(error),
    ...changes,
  });
}

async function ask(index: WorkspaceIndex): Promise<readonly string[]> {
  const request = { question: "Which vessels are there?", selection: undefined, earlier: [] };
  const found = await index.find(request, 8, () => undefined, never);
  return found?.passages.map(({ path }) => path) ?? [];
}

test("all files are embedded in the background, without secrets, and found by meaning", async () => {
  const sent: string[] = [];
  const index = workspace({ embedder: () => model(sent) });
  await ask(index);
  await expect.poll(() => sent.filter((text) => text.includes(".ts\n"))).toHaveLength(2);
  expect(sent.join()).not.toContain("hunter2");
  await expect.poll(() => ask(index)).toEqual(["boats.ts", "tides.ts"]);
});

test("a restart goes on where the last window stopped, and nothing is embedded twice", async () => {
  const kept = createPassageIndex(() => Promise.resolve());
  const sent: string[] = [];
  const first = workspace({ index: kept, embedder: () => model(sent) });
  await ask(first);
  await expect.poll(async () => (await kept.toEmbed({ model: "two", dimensions: 2, version: 1 }, 9)).length).toBe(0);
  sent.length = 0;
  const second = workspace({ index: kept, embedder: () => model(sent) });
  expect((await ask(second))[0]).toBe("boats.ts");
  expect(sent.filter((text) => text.includes(".ts\n"))).toEqual([]);
});

test("a model that fails is reported, and the words still find", async () => {
  const errors: unknown[] = [];
  const index = workspace({ embedder: () => model([], 0) }, errors);
  const request = { question: "fleet", selection: undefined, earlier: [] };
  const found = await index.find(request, 8, () => undefined, never);
  expect(found?.passages[0]?.path).toBe("boats.ts");
  expect(errors.map(String)).toContain("Error: the daily limit is reached");
});

test("words that are still being typed are sent to no model", async () => {
  const sent: string[] = [];
  const index = workspace({ embedder: () => model(sent) });
  const found = await index.search("fleet", 8, () => undefined, never);
  expect(found?.passages[0]?.path).toBe("boats.ts");
  expect(sent).not.toContain("fleet");
});

test("without a model that may read the workspace, nothing is sent", async () => {
  const index = workspace({});
  await ask(index);
  expect(index.embeds).toBe(false);
});

/** The same model inside the editor. @param fingerprint of its files */
function inEditor(sent: string[], fingerprint = "a"): Embedder {
  const { model: name, embed } = model(sent);
  return { model: name, embed, inEditor: { embedQuestion: embed, fingerprint: () => Promise.resolve(fingerprint) } };
}

const texts = (sent: readonly string[]) => sent.filter((text) => text.includes(".ts\n"));

test("a model inside the editor gets one passage at a time, with a rest after each", async () => {
  const calls: (readonly string[])[] = [];
  let rests = 0;
  const { model: name, inEditor: facts, embed } = inEditor([]);
  const counting: Embedder["embed"] = (asked, signal) => {
    calls.push(asked);
    return embed(asked, signal);
  };
  const rest = () => Promise.resolve(void rests++);
  const index = workspace({
    embedder: () => ({ model: name, embed: counting, ...(facts && { inEditor: facts }) }),
    rest,
  });
  await ask(index);
  const before = rests;
  await expect.poll(() => texts(calls.flat())).toHaveLength(2);
  expect(calls.every(({ length }) => length === 1)).toBe(true);
  await expect.poll(() => rests).toBeGreaterThan(before);
  await expect.poll(() => ask(index)).toEqual(["boats.ts", "tides.ts"]);
});

/** A file of so many passages. */
function longFile(passages: number): string {
  const lines = (at: number) => Array.from({ length: 30 }, (_, line) => `  work(${at}, ${line}, water, rope, fleet);`);
  return Array.from({ length: passages }, (_, at) => `function step${at}() {\n${lines(at).join("\n")}\n}\n`).join("\n");
}

test("a file that takes longer than a session is embedded over several, and no passage twice", async () => {
  const kept = createPassageIndex(() => Promise.resolve());
  const text = longFile(30);
  const sent: string[] = [];
  const sessions: Partial<WorkspaceIndexDeps> = {
    index: kept,
    list: () => Promise.resolve(["long.ts"]),
    read: (uri) => Promise.resolve({ uri, path: uri, text, stamp: "1" }),
  };
  const { chunks } = await (async () => {
    await workspace(sessions).find({ question: "fleet", selection: undefined, earlier: [] }, 1, () => undefined, never);
    return kept.size();
  })();
  expect(chunks).toBeGreaterThan(20);
  let session = 0;
  for (let done = 0; done < chunks && session < 10; session++) {
    const before = texts(sent).length;
    const embedder = inEditor([]);
    const index = workspace({
      ...sessions,
      embedder: () => ({
        ...embedder,
        embed: (asked, signal) => {
          if (texts(sent).length === before + 7) index.dispose(); // The window is closed.
          if (signal.aborted) return Promise.reject(signal.reason);
          sent.push(...asked);
          return embedder.embed(asked, signal);
        },
      }),
    });
    await ask(index);
    await expect.poll(() => index.isEmbedding).toBe(false);
    done = (await kept.size()).embedded ?? 0;
    expect(done).toBe(texts(sent).length);
  }
  expect(session).toBeGreaterThan(2);
  expect(new Set(texts(sent)).size).toBe(chunks);
});

test("no passage is begun while someone types, not even the first, and the next one follows the last key by a while", async () => {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const rests = new TypingRests();
  const order: string[] = [];
  const { model: name, inEditor: facts, embed } = inEditor([]);
  let isOn = false;
  const watched: Embedder["embed"] = async (asked, signal) => {
    if (texts(asked).length > 0) order.push("passage");
    await new Promise((resolve) => setTimeout(resolve, 80));
    return embed(asked, signal);
  };
  const index = workspace({
    index: createPassageIndex(() => Promise.resolve()),
    list: () => Promise.resolve(["long.ts"]),
    read: (uri) => Promise.resolve({ uri, path: uri, text: longFile(10), stamp: "1" }),
    embedder: () => (isOn ? { model: name, embed: watched, ...(facts && { inEditor: facts }) } : undefined),
    now: () => performance.now(),
    rest: (ms) => rests.rest(ms),
  });
  const type = async (keys: number) => {
    for (let key = 0; key < keys; key++) {
      rests.typed();
      order.push("key");
      await vi.advanceTimersByTimeAsync(200);
    }
  };
  const asking = ask(index);
  await vi.advanceTimersByTimeAsync(5_000);
  await asking;
  rests.typed();
  isOn = true;
  index.modelChanged();
  await type(10);
  expect(order).toEqual(Array<string>(10).fill("key"));
  await vi.advanceTimersByTimeAsync(450); // 650 ms after the last key.
  expect(order).not.toContain("passage");
  await vi.advanceTimersByTimeAsync(100);
  expect(order.at(-1)).toBe("passage");
  order.length = 0;
  await type(10);
  expect(order).toEqual(Array<string>(10).fill("key"));
  await vi.advanceTimersByTimeAsync(5_000);
  expect(order.filter((each) => each === "passage").length).toBeGreaterThan(3);
});

test("a model of the same name with other files embeds everything again", async () => {
  const sent: string[] = [];
  let fingerprint = "a";
  const index = workspace({ embedder: () => inEditor(sent, fingerprint) });
  await ask(index);
  await expect.poll(() => texts(sent)).toHaveLength(2);
  fingerprint = "b";
  index.modelChanged();
  await expect.poll(() => texts(sent)).toHaveLength(4);
  await expect.poll(() => index.isEmbedding).toBe(false);
  expect(texts(sent)).toHaveLength(4);
});

const threeFiles = ["a.ts", "b.ts", "c.ts"];

/** An index of three files, with a model whose answer for the second one is spoilt. */
async function withSpoiltAnswers(spoil: (vectors: readonly (readonly number[])[]) => readonly (readonly number[])[]) {
  const kept = createPassageIndex(() => Promise.resolve());
  const errors: unknown[] = [];
  const working = inEditor([]);
  const embed: Embedder["embed"] = async (asked, signal) => {
    const vectors = await working.embed(asked, signal);
    return asked.some((text) => text.includes("b.ts\n")) ? spoil(vectors) : vectors;
  };
  const sources: Partial<WorkspaceIndexDeps> = {
    index: kept,
    list: () => Promise.resolve(threeFiles),
    read: (uri) => Promise.resolve({ uri, path: uri, text: `const fleet = "${uri}";`, stamp: "1" }),
  };
  return { kept, errors, sources, working, embed };
}

test.each<[string, Parameters<typeof withSpoiltAnswers>[0]]>([
  ["is not a number", () => [[Number.NaN, 1]]],
  ["is infinite", () => [[1, Number.POSITIVE_INFINITY]]],
  ["is missing", () => []],
  ["has another length", () => [[1, 0, 0]]],
])("a vector that %s is reported, and costs its own file alone", async (_, spoil) => {
  const { kept, errors, sources, working, embed } = await withSpoiltAnswers(spoil);
  for (const embedder of [
    { ...working, embed },
    { model: "server", embed },
  ]) {
    errors.length = 0;
    const index = workspace({ ...sources, embedder: () => embedder }, errors);
    await ask(index);
    await expect.poll(() => index.isEmbedding).toBe(false);
    expect(await kept.size()).toMatchObject({ chunks: 3, embedded: 2 });
    const sentence = "ModelError: badResponse: the model answered with vectors that can't be compared";
    expect(new Set(errors.map(String))).toEqual(new Set([sentence]));
    index.dispose();
  }
});

test("a file that a model refuses is left out, the others are read, and it is tried again with the next question", async () => {
  const { kept, errors, sources, working } = await withSpoiltAnswers((vectors) => vectors);
  let isTooLong = true;
  const embed: Embedder["embed"] = (texts, signal) =>
    isTooLong && texts.some((text) => text.includes("b.ts\n"))
      ? Promise.reject(new ModelError("badRequest", "too long"))
      : working.embed(texts, signal);
  const index = workspace({ ...sources, embedder: () => ({ model: "server", embed }) }, errors);
  await ask(index);
  await expect.poll(() => index.isEmbedding).toBe(false);
  expect(await kept.size()).toMatchObject({ embedded: 2 });
  isTooLong = false;
  await ask(index);
  await expect.poll(async () => (await kept.size()).embedded).toBe(3);
});

test("a model that is unreachable is not asked for every file", async () => {
  const { errors, sources } = await withSpoiltAnswers((vectors) => vectors);
  let asked = 0;
  const embed: Embedder["embed"] = (texts) => {
    if (!texts.some((text) => text.includes(".ts\n"))) return Promise.resolve(texts.map(() => [1, 0]));
    asked++;
    return Promise.reject(new ModelError("unreachable", "nobody listens"));
  };
  const embedder: Embedder = { ...inEditor([]), embed };
  const index = workspace({ ...sources, embedder: () => embedder }, errors);
  await ask(index);
  await expect.poll(() => index.isEmbedding).toBe(false);
  expect(asked).toBeLessThanOrEqual(2); // Once after the index was built, once after the question.
});

test("another model is not kept waiting by the one before it", async () => {
  const sent: string[] = [];
  const stuck: Embedder = {
    model: "stuck",
    embed: async (_, signal) => {
      if (!signal.aborted) await once(signal, "abort");
      throw signal.reason;
    },
  };
  let chosen: Embedder | undefined;
  const errors: unknown[] = [];
  const index = workspace({ embedder: () => chosen }, errors);
  await ask(index);
  chosen = stuck;
  index.modelChanged();
  expect(index.isEmbedding).toBe(true);
  chosen = inEditor(sent);
  index.modelChanged();
  await expect.poll(() => texts(sent)).toHaveLength(2);
  expect(errors).toEqual([]);
});

test("the first answer after a failure says so, and again only once the model had answered", async () => {
  let isBroken = true;
  const working = model([]);
  const embed: Embedder["embed"] = (asked) =>
    isBroken ? Promise.reject(new ModelError("notConfigured", "the folder is gone")) : working.embed(asked);
  const index = workspace({ embedder: () => ({ model: "two", embed }) });
  const note = async () => {
    const request = { question: "fleet", selection: undefined, earlier: [] };
    return (await index.find(request, 8, () => undefined, never))?.note;
  };
  expect(await note()).toBe("Search by meaning failed, so only words were searched for: the folder is gone.");
  expect(await note()).toBeUndefined();
  isBroken = false;
  expect(await note()).toBeUndefined();
  isBroken = true;
  expect(await note()).toContain("the folder is gone");
});

test.each([
  ["notConfigured", "the folder is gone", "Run “Hunch: Choose a Model for Search by Meaning…” to choose a model."],
  ["loading", "ask again", ""],
] as const)("a model inside the editor that fails as %s is explained", async (kind, reason, advice) => {
  const refuse = () => Promise.reject(new ModelError(kind, reason));
  const broken: Embedder = { model: "two", embed: refuse, inEditor: { embedQuestion: refuse, fingerprint: refuse } };
  const index = workspace({ embedder: () => broken });
  const request = { question: "fleet", selection: undefined, earlier: [] };
  const found = await index.find(request, 8, () => undefined, never);
  const failed = `Search by meaning failed, so only words were searched for: ${reason}.`;
  expect(found?.note).toBe([failed, advice].filter(Boolean).join(" "));
  expect(found?.passages[0]?.path).toBe("boats.ts");
});
