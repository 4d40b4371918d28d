import { expect, test } from "vitest";
import { describeModel, formatBytes } from "../../../src/app/servers/describeModel.ts";
import { readModelCard } from "../../../src/core/server/client/modelCard.ts";
import { english } from "../../../src/core/types/translate.ts";

/** One entry of a server's list, as the server's documentation shows it, and the line that the user reads. */
const entries = {
  Ollama: {
    entry: { name: "qwen2.5-coder:1.5b", size: 986061892, details: { parameter_size: "1.5B", family: "qwen2" } },
    field: "name",
    line: "Fills in the middle · 1.5B parameters · 986 MB",
  },
  "llama.cpp": {
    entry: { id: "qwen2.5-coder.gguf", object: "model", meta: { n_ctx_train: 32768, size: 1646572544 } },
    field: "id",
    line: "Fills in the middle · 1.6 GB · 32k tokens of context",
  },
  vLLM: {
    entry: { id: "Qwen/Qwen3-Coder-30B-A3B", max_model_len: 262144 },
    field: "id",
    line: "Fills in the middle · 256k tokens of context",
  },
  Mistral: {
    entry: { id: "codestral-latest", max_context_length: 256000 },
    field: "id",
    line: "Fills in the middle · 256k tokens of context",
  },
  OpenRouter: {
    entry: {
      id: "openai/gpt-5-mini",
      context_length: 400000,
      pricing: { prompt: "0.00000025", completion: "0.000002" },
    },
    field: "id",
    line: "May only chat · 400k tokens of context · $0.25 in, $2.00 out per million tokens",
  },
  "OpenRouter, a free model": {
    entry: { id: "poet", context_length: 1000000, pricing: { prompt: "0", completion: "0" } },
    field: "id",
    line: "May only chat · 1M tokens of context · free",
  },
  Together: {
    entry: { id: "poet", context_length: 8192, pricing: { input: 0.0375, output: 0.3 } },
    field: "id",
    line: "May only chat · 8k tokens of context · $0.0375 in, $0.30 out per million tokens",
  },
} as const;

test.each(Object.entries(entries))("%s: what is known of a model stands in one line", (_, { entry, field, line }) => {
  const card = readModelCard(entry, field) ?? expect.fail("no card");
  expect(describeModel(card, english, "en")).toBe(line);
});

test("sizes are written in the language of the user", () => {
  const sizes = [300_000, 9_960_000, 986_000_000, 1_800_000_000];
  expect(sizes.map((bytes) => formatBytes(bytes, "en"))).toEqual(["0.3 MB", "10.0 MB", "986 MB", "1.8 GB"]);
  expect(sizes.map((bytes) => formatBytes(bytes, "de"))).toEqual(["0,3 MB", "10,0 MB", "986 MB", "1,8 GB"]);
});

test.each([
  [{ id: "poet", size: "large", context_length: -1, pricing: { prompt: "-1", completion: "-1" } }],
  [{ id: "poet", size: 0, meta: null, details: "none", pricing: { prompt: "cheap", completion: {} } }],
  [{ id: "poet", pricing: { input: Number.NaN, output: 1 } }],
])("figures that are none are left out: %j", (entry) => {
  expect(describeModel(readModelCard(entry, "id") ?? expect.fail("no card"), english, "en")).toBe("May only chat");
});

test.each([undefined, null, "poet", { name: "poet" }, { id: 7 }])("%j names no model", (entry) => {
  expect(readModelCard(entry, "id")).toBeUndefined();
});
