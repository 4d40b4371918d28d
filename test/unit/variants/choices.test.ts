import { expect, test } from "vitest";
import { requestChoices } from "../../../src/app/variants/requestChoices.ts";
import { completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import type { ServerWish } from "../../../src/core/completion/request.ts";
import { ServerAnswers } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { estimateTokens } from "../../../src/core/prompt/estimateTokens.ts";
import { formatSplit } from "../../../src/core/prompt/formatSplit.ts";
import type { EngineOptions } from "../../../src/core/types/engine.ts";
import type { PromptParts } from "../../../src/core/types/model.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { parseVariants } from "../../../src/core/variants/parseVariants.ts";
import type { VariantChoices } from "../../../src/core/variants/variant.ts";
import { at } from "../../support/at.ts";

const code = (lines: number, name: string) =>
  Array.from({ length: lines }, (_, line) => `const ${name}${line} = compute(${line});`).join("\n");

const snippet = (kind: Snippet["kind"], name: string, score: number): Snippet => ({
  kind,
  uri: `file:///work/${name}.ts`,
  path: `${name}.ts`,
  languageId: "typescript",
  startLine: 0,
  endLine: 3,
  text: code(3, name),
  score,
  tokens: 20,
});

const context = [
  snippet("window", "best", 40),
  snippet("window", "good", 30),
  snippet("outline", "outline", 20),
  snippet("definition", "definition", 10),
];

/** What a keystroke under a variant asks of the engine and of the server, with a model that writes two lines. */
async function completeWith(choices: VariantChoices, { definitions = true, ms = 0 } = {}) {
  const { variants, faults } = parseVariants({ tried: choices }, "user", "the test");
  expect(faults).toEqual([]);
  const applied = { choices: variants[0]?.choices ?? expect.fail("no variant"), facts: { id: 1, place: 1 } };
  const prompts: PromptParts[] = [];
  const asked: EngineOptions[] = [];
  const wishes: (ServerWish | undefined)[] = [];
  const memory = new SuggestionMemory();
  const clock = { now: () => 0, yieldToEventLoop: () => Promise.resolve() };
  const model = {
    label: "scripted",
    async *stream(parts: PromptParts) {
      prompts.push(parts);
      if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms));
      yield "first();\n  second();\n  third();\n";
    },
  };
  const server = new ServerAnswers({
    current: (wish) => {
      wishes.push(wish);
      return { model, delayMs: () => 0, promptTokensPerMs: () => undefined, takesDraft: false, mayPrefetch: false };
    },
    context: () => context,
    memory,
    clock,
    onEnded: () => undefined,
  });
  const request = requestChoices({
    context: { maxTokens: 2_000, definitions },
    completion: { eagerness: "balanced", maxLines: 10, waitForModel: 60_000 },
    explicit: false,
    variant: applied,
  });
  const cursor = at(`${code(300, "above")}\nfunction run() {\n  ▮\n}\n${code(300, "below")}`);
  const embedded = (_: unknown, options: EngineOptions) => {
    asked.push(options);
    return [{ text: "embedded();", confidence: 0.9, origin: undefined }];
  };
  const answer = await completeAt(
    momentAt(cursor, request),
    { embedded, server, memory, clock },
    new AbortController().signal,
  );
  return {
    prompt: prompts[0] ?? expect.fail("nothing was asked"),
    engine: asked[0] ?? expect.fail("the engine was not asked"),
    wish: wishes[0],
    text: answer.suggestions[0]?.text,
    names: prompts[0]?.snippets.map(({ path }) => path.replace(".ts", "")),
  };
}

test("without choices, everything is as the settings say", async () => {
  const { names, text, engine, wish } = await completeWith({});
  expect(names).toEqual(["best", "good", "definition", "outline"]);
  expect(text).toBe("first();\n  second();\n  third();");
  expect(engine).toMatchObject({ maxLines: 10 });
  expect(wish).toMatchObject({ model: undefined, delay: undefined });
});

test("eagerness changes the confidence that the engine needs", async () => {
  const [quiet, eager] = [await completeWith({ eagerness: "quiet" }), await completeWith({ eagerness: "eager" })];
  expect(quiet.engine.minConfidence).toBeGreaterThan(eager.engine.minConfidence);
});

test("maxLines limits the engine and what a model writes", async () => {
  const { engine, text } = await completeWith({ maxLines: 2 });
  expect(engine.maxLines).toBe(2);
  expect(text).toBe("first();\n  second();");
});

test("waitForModel decides whether a slow model's answer is shown", async () => {
  expect((await completeWith({ waitForModel: 0 }, { ms: 200 })).text).toBe("embedded();");
  expect((await completeWith({ waitForModel: 10_000 }, { ms: 200 })).text).toMatch(/^first/);
});

test("model and delay are asked of the server", async () => {
  expect((await completeWith({ model: "other", delay: "long" })).wish).toMatchObject({ model: "other", delay: "long" });
});

test("maxTokens limits the whole prompt", async () => {
  const { prompt } = await completeWith({ maxTokens: 400 });
  const texts = [prompt.prefix, prompt.suffix, ...prompt.snippets.map(({ text }) => text)];
  expect(texts.reduce((sum, text) => sum + estimateTokens(text), 0)).toBeLessThan(400);
});

test("shares of the budget move text between the parts", async () => {
  const { prompt: usual } = await completeWith({});
  const { prompt } = await completeWith({ shares: { prefix: 0.1, suffix: 0.8, snippets: 0.1 } });
  expect(prompt.suffix.length).toBeGreaterThan(usual.suffix.length * 1.5);
  expect(prompt.prefix.length).toBeLessThan(usual.prefix.length);
});

test("snippets can be limited or left out by kind", async () => {
  const named = async (snippets: VariantChoices["snippets"]) => (await completeWith({ snippets })).names;
  expect(await named({ outline: false })).toEqual(["best", "good", "definition"]);
  expect(await named({ definition: false })).toEqual(["best", "good", "outline"]);
  expect(await named({ window: 1 })).toEqual(["best", "definition", "outline"]);
  expect(await named({ window: 0, outline: 0, definition: 0 })).toEqual([]);
});

test("definitions that the settings turn off come back with a variant that wants them", async () => {
  const { names } = await completeWith({}, { definitions: false });
  expect(names).toEqual(["best", "good", "outline"]);
  expect((await completeWith({ snippets: { definition: true } }, { definitions: false })).names).toContain(
    "definition",
  );
});

test("the best snippet can come last, next to the code", async () => {
  const { names } = await completeWith({ order: "bestLast" });
  expect(names).toEqual(["definition", "outline", "good", "best"]);
});

test("snippets can become comments above the code, of lines or of a block", async () => {
  const { prompt } = await completeWith({ layout: "comments" });
  expect(prompt.snippets).toEqual([]);
  expect(prompt.prefix).toMatch(/^\/\/ From best\.ts:\n\/\/ const best0/);
  expect((await completeWith({ layout: "comments", commentStyle: "block" })).prompt.prefix).toMatch(
    /^\/\*\nFrom best\.ts:\nconst best0 = compute\(0\);/,
  );
});

test("the comment style reaches servers that take the snippets as part of the code", async () => {
  const { prompt } = await completeWith({ commentStyle: "block" });
  expect(prompt.snippets).toHaveLength(4);
  expect(formatSplit(prompt).prompt).toMatch(/^\/\*\nFrom best\.ts:/);
});
