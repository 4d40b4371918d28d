import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { promptFormats } from "../../../src/core/prompt/promptFormats.ts";
import { createModel } from "../../../src/core/server/client/createModel.ts";
import type { ServerConfig } from "../../../src/core/server/protocols/serverConfig.ts";
import { probeServer } from "../../../src/core/server/setup/probeServer.ts";
import { ModelError, type ModelUsage, type PromptParts } from "../../../src/core/types/model.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { useModelWorkers } from "../../support/tinyModel/useModelWorkers.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";

const workers = useModelWorkers(4, ({ folderOf }) => {
  writeModel(folderOf("babbles"), tinyModelFiles());
  writeModel(folderOf("speaks"), tinyModelFiles({ says: "pas 1" }));
  writeModel(folderOf("euro"), tinyModelFiles({ says: "€" }));
});
const model = workers.folderOf;
const parts = (prefix: string, suffix = ""): PromptParts => ({
  path: "a.py",
  languageId: "python",
  prefix,
  suffix,
  snippets: [],
});

function start(name: string, worker = workers.shared()) {
  const config: ServerConfig = { protocol: "transformers", baseUrl: "", model: name, fimFamily: "qwen" };
  const asked: string[] = [];
  const deps = {
    formats: promptFormats,
    key: () => Promise.resolve(undefined),
    fetch: (url: string) => {
      asked.push(url);
      return Promise.reject(new Error(`nothing may be fetched, but ${url} was`));
    },
    local: worker.open,
  };
  const { completion, chat } = createModel(config, deps);
  return { worker, config, deps, asked, completion, chat };
}

async function collect(
  { completion }: ReturnType<typeof start>,
  prompt = parts("x = ", "\n"),
  { maxTokens = 12, stop = [] as readonly string[], signal = new AbortController().signal } = {},
): Promise<{ chunks: string[]; text: string; usage: ModelUsage }> {
  const chunks: string[] = [];
  let usage: ModelUsage = {};
  const hear = (told: ModelUsage) => {
    usage = told;
  };
  for await (const chunk of completion.stream(prompt, { maxTokens, stop, temperature: 0 }, hear, signal)) {
    chunks.push(chunk);
  }
  return { chunks, text: chunks.join(""), usage };
}

/** Another model takes the place of the one in memory, and of what it has read. */
async function forget(): Promise<void> {
  await collect(start("euro"));
}

test("a model made by this test answers in the worker, token by token, and nothing is fetched", async () => {
  const speaking = start("speaks");
  const { chunks, text, usage } = await collect(speaking);
  expect(text).toBe("pas 1");
  expect(chunks.length).toBeGreaterThan(1);
  expect(usage).toMatchObject({ promptTokens: 8, completionTokens: 6, cachedTokens: 0 });
  expect(usage.firstTokenMs).toBeGreaterThan(0);
  expect(speaking.asked).toEqual([]);
  expect(speaking.completion.label).toBe("speaks in this editor");
});

test("the same weights and prompt give the same text, another prompt another", async () => {
  const babbling = start("babbles");
  const first = await collect(babbling, parts("for i in "));
  expect(first.text).toMatch(/^[a-z]{12}$/);
  await forget();
  expect((await collect(babbling, parts("for i in "))).text).toBe(first.text);
  expect((await collect(babbling, parts("def f(self"))).text).not.toBe(first.text);
});

test("what was read is not read again, and the answer is the one of a fresh start", async () => {
  const lines = Array.from({ length: 12 }, (_, at) => `value_${at} = ${at}\n`).join("");
  const warm = start("babbles");
  await collect(warm, parts(lines));
  const { text, usage } = await collect(warm, parts(`${lines}tot`));
  expect(usage.cachedTokens).toBeGreaterThan(lines.length - 1);
  await forget();
  const fresh = await collect(warm, parts(`${lines}tot`));
  expect(fresh.usage.cachedTokens).toBe(0);
  expect(text).toBe(fresh.text);
  const other = await collect(warm, parts("other"));
  await forget();
  expect((await collect(warm, parts("other"))).text).toBe(other.text);
});

test("a character of several tokens arrives whole", async () => {
  expect((await collect(start("euro"))).chunks).toEqual(["€"]);
});

test("weights in a file of their own are found beside the graph", async () => {
  writeModel(model("apart"), tinyModelFiles({ says: "pas 1", dataApart: true }));
  expect((await collect(start("apart"))).text).toBe("pas 1");
});

test("an answer ends at the stop texts", async () => {
  expect((await collect(start("speaks"), parts("x"), { stop: [" "] })).text).toBe("pas");
});

test("aborting ends the answer between two tokens, and the next request is not kept waiting", async () => {
  const babbling = start("babbles");
  await collect(babbling, parts("x"));
  const abort = new AbortController();
  const limits = { maxTokens: 400, stop: [], temperature: 0 };
  let seen = 0;
  let usage: ModelUsage = {};
  for await (const _ of babbling.completion.stream(parts("x"), limits, (told) => (usage = told), abort.signal)) {
    if (++seen === 3) abort.abort();
  }
  expect(seen).toBe(3);
  expect(usage.completionTokens).toBeUndefined();
  const before = babbling.worker.threadId;
  expect((await collect(babbling)).text).toHaveLength(12);
  expect(babbling.worker.threadId).toBe(before);
});

test("a request that is already aborted starts nothing", async () => {
  const speaking = start("speaks", workers.own());
  expect((await collect(speaking, parts("x"), { signal: AbortSignal.abort() })).chunks).toEqual([]);
  expect(speaking.worker.threadId).toBe(0);
});

test("a prompt beyond the model's context is refused as such", async () => {
  const refusal = collect(start("speaks"), parts("x".repeat(5000)));
  await expect(refusal).rejects.toMatchObject({ kind: "contextOverflow" });
});

test.each<[string, (folder: string) => void, RegExp]>([
  [
    "weights cut short",
    (at) => writeFileSync(join(at, "onnx/model.onnx"), Buffer.alloc(100, 7)),
    /protobuf|load|parse/i,
  ],
  ["a tokenizer that is no JSON", (at) => writeFileSync(join(at, "tokenizer.json"), "<html>"), /JSON|token/i],
  ["no weights", (at) => rmSync(join(at, "onnx"), { recursive: true }), /no weights/],
])("a model with %s fails with a reason, and another still works", async (what, damage, reason) => {
  const name = `broken ${what}`;
  writeModel(model(name), tinyModelFiles());
  damage(model(name));
  const broken = start(name);
  const error = await collect(broken).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({ kind: "badResponse", detail: expect.stringMatching(reason) });
  const speaking = createModel({ ...broken.config, model: "speaks" }, broken.deps);
  expect((await collect({ ...broken, completion: speaking.completion })).text).toBe("pas 1");
});

test("a worker that dies in the middle is told, and the next request starts another", async () => {
  const babbling = start("babbles", workers.own());
  const limits = { maxTokens: 400, stop: [], temperature: 0 };
  const dying = (async () => {
    for await (const _ of babbling.completion.stream(
      parts("x"),
      limits,
      () => undefined,
      new AbortController().signal,
    )) {
      await babbling.worker.kill();
    }
  })();
  await expect(dying).rejects.toMatchObject({ kind: "unreachable" });
  expect((await collect(babbling)).text).toHaveLength(12);
});

test("an idle worker ends, and its memory is free until the next request", async () => {
  const speaking = start("speaks", workers.own(30));
  await collect(speaking);
  await expect.poll(() => speaking.worker.threadId, { timeout: 60_000 }).toBe(0);
  expect((await collect(speaking)).text).toBe("pas 1");
});

test("a connection test says that the model runs here, and asks nobody", async () => {
  const speaking = start("speaks");
  const verdict = await probeServer(speaking.config, speaking.deps, new AbortController().signal);
  expect(verdict.usable).toBe(true);
  expect(verdict.steps[0]?.why).toContain("inside this editor");
  expect(verdict.medianFirstTokenMs).toBeGreaterThan(0);
  expect(speaking.asked).toEqual([]);
});

test("a model inside the editor does not chat", () => {
  const { chat } = start("speaks");
  expect(() => chat.stream([], 10, () => undefined, new AbortController().signal)).toThrow(ModelError);
});
