import { expect, test } from "vitest";
import { familyOf } from "../../../src/core/prompt/familyOf.ts";
import { formatFim, formatSplitFor } from "../../../src/core/prompt/formatFim.ts";
import { sampleParts } from "../../support/askServer.ts";

test.each([
  "codellama:7b-python",
  "codellama:34b",
  "codellama/CodeLlama-34b-hf",
  "CodeLlama-70b-Instruct-hf",
  "codellama/CodeLlama-13b-Python-hf",
  "deepseek-r1",
  "deepseek-r1:14b",
  "deepseek-ai/DeepSeek-R1-0528",
  "DeepSeek-R1-Distill-Qwen-7B",
  "deepseek-r1-distill-llama-70b",
  "FuseO1-DeepSeekR1-Qwen2.5-Coder-32B-Preview",
  "Qwen2.5-Coder-7B-R1-merge",
  "qwen2.5-coder-14b-reasoning",
  "deepseek-reasoner",
  "deepseek-llm-7b-base",
  "deepseek-math:7b",
  "deepseek-vl2",
  "codegemma-7b-it",
  "codegemma:7b-instruct",
  "codestral-embed",
  "codestral-mamba",
  "granite-embedding:278m",
  "granite3-guardian",
  "tiiuae/falcon-40b",
  "Seed-Coder-8B-Reasoning",
])("%s gets no markers", (model) => {
  expect(familyOf({ family: "auto", model })).toBeUndefined();
  expect(formatFim(sampleParts, { family: "auto", model }).prompt).toBe(sampleParts.prefix);
});

test.each([
  ["codellama:7b", "codellama"],
  ["codellama:13b-code", "codellama"],
  ["CodeLlama-7b-Instruct-hf", "codellama"],
  ["deepseek-coder:6.7b", "deepseek"],
  ["deepseek-coder-v2:16b", "deepseek"],
  ["DeepSeek-V3", "deepseek"],
  ["vllm-embedded/deepseek-coder-6.7b-base", "deepseek"],
  ["codegemma:7b-code", "codegemma"],
  ["codegemma-2b", "codegemma"],
  ["codestral:22b", "codestral"],
  ["Qwen/Qwen2.5-Coder-1.5B-Instruct", "qwen"],
  ["qwen3-coder:30b", "qwen"],
  ["granite-code:8b", "granite"],
  ["Falcon-H1-Tiny-Coder", "falcon"],
  ["mradermacher/Qwen2.5-Coder-14B-Instruct-GGUF", "qwen"],
])("%s keeps its family %s", (model, family) => {
  expect(familyOf({ family: "auto", model })).toBe(family);
});

test("a family that the user sets, or a template that has its markers, is believed", () => {
  expect(familyOf({ family: "deepseek", model: "deepseek-r1" })).toBe("deepseek");
  const template = "<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>{{ .Suffix }}<|fim_middle|>";
  expect(familyOf({ family: "auto", model: "qwen2.5-coder-r1", template })).toBe("qwen");
});

test("text that looks like a marker is escaped for untrained models, too, where a server adds the markers", () => {
  const parts = { ...sampleParts, prefix: "a <|fim_suffix|> b" };
  expect(formatSplitFor(parts, { family: "auto", model: "qwen2.5-coder-r1" }).prompt).not.toContain("<|fim_suffix|>");
});
