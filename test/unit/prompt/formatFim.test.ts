import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { commentOut } from "../../../src/core/prompt/commentOut.ts";
import { disarmMarkers, rearmMarkers } from "../../../src/core/prompt/disarmMarkers.ts";
import { familyNames, familyOf } from "../../../src/core/prompt/familyOf.ts";
import { fimFamilies } from "../../../src/core/prompt/fimFamilies.ts";
import { formatChat } from "../../../src/core/prompt/formatChat.ts";
import { formatFim, formatSplitFor, markersOf } from "../../../src/core/prompt/formatFim.ts";
import type { PromptParts } from "../../../src/core/types/model.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";

const snippet = (path: string, text: string): Snippet => ({
  kind: "window",
  uri: `file:///${path}`,
  path,
  languageId: "python",
  startLine: 0,
  endLine: 1,
  text,
  score: 1,
  tokens: 1,
});
const bare: PromptParts = { path: "cur.py", languageId: "python", prefix: "P", suffix: "S", snippets: [] };
const full: PromptParts = { ...bare, snippets: [snippet("a.py", "one\n"), snippet("b.py", "two")] };
const prompt = (family: string, parts: PromptParts) => formatFim(parts, { family, model: "" }).prompt;

/** Every family's prompt, written out: without other files, and with two. */
const prompts: Readonly<Record<string, readonly [string, string]>> = {
  starcoder: ["<fim_prefix>P<fim_suffix>S<fim_middle>", "<fim_prefix># From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP<fim_suffix>S<fim_middle>"],
  starcoder2: ["<fim_prefix>P<fim_suffix>S<fim_middle>", "<repo_name>workspace<file_sep>a.py\none\n<file_sep>b.py\ntwo\n<file_sep>cur.py\n<fim_prefix>P<fim_suffix>S<fim_middle>"],
  codellama: ["<PRE> P <SUF>S <MID>", "<PRE> # From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP <SUF>S <MID>"],
  deepseek: ["<｜fim▁begin｜>P<｜fim▁hole｜>S<｜fim▁end｜>", "#a.py\none\n#b.py\ntwo\n<｜fim▁begin｜>P<｜fim▁hole｜>S<｜fim▁end｜>"],
  codegemma: ["<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>", "<|file_separator|>a.py\none\n<|file_separator|>b.py\ntwo\n<|file_separator|>cur.py\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"],
  qwen: ["<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>", "<|repo_name|>workspace\n<|file_sep|>a.py\none\n<|file_sep|>b.py\ntwo\n<|file_sep|>cur.py\n<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>"],
  codestral: ["[SUFFIX]S[PREFIX]P", "[SUFFIX]S[PREFIX]+++++ a.py\none\n+++++ b.py\ntwo\n+++++ cur.py\nP"],
  seedcoder: ["<[fim-suffix]>S<[fim-prefix]>P<[fim-middle]>", "<[fim-suffix]>S<[fim-prefix]># From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP<[fim-middle]>"],
  mellum: ["<fim_suffix>S<fim_prefix>P<fim_middle>", "<filename>a.py\none\n<filename>b.py\ntwo\n<filename>cur.py\n<fim_suffix>S<fim_prefix>P<fim_middle>"],
  granite4: ["<|fim_prefix|>P<|fim_suffix|>S<|fim_middle|>", "<|fim_prefix|># From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP<|fim_suffix|>S<|fim_middle|>"],
  glm: ["<|code_prefix|>P<|code_suffix|>S<|code_middle|>", "<|code_prefix|># From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP<|code_suffix|>S<|code_middle|>"],
  falcon: ["<|prefix|>P<|suffix|>S<|middle|>", "<|prefix|># From a.py:\n# one\n\n# From b.py:\n# two\n\n# This is cur.py:\nP<|suffix|>S<|middle|>"],
}; // biome-ignore format: a table

test.each(Object.entries(prompts))(
  "%s: the prompt has the format of the model's training",
  (family, [alone, withFiles]) => {
    expect(prompt(family, bare)).toBe(alone);
    expect(prompt(family, full)).toBe(withFiles);
  },
);

test("CodeGeeX gets the prompt of a chat model", () => {
  const asked = "###PATH:cur.py\n###LANGUAGE:python\n###MODE:BLOCK\n<|code_suffix|>S<|code_prefix|>P<|code_middle|>";
  expect(prompt("codegeex", bare)).toBe(`<|user|>\n${asked}<|assistant|>\n`);
  const files = "###REFERENCE:\n###PATH:a.py\none\n###REFERENCE:\n###PATH:b.py\ntwo\n";
  expect(prompt("codegeex", full)).toBe(`<|user|>\n${files}${asked}<|assistant|>\n`);
});

describe("the family", () => {
  test.each([
    ["qwen2.5-coder:1.5b-base", "qwen"],
    ["Qwen/Qwen3-Coder-30B-A3B-Instruct", "qwen"],
    ["codeqwen:7b-code", "codeqwen"],
    ["deepseek-coder-v2:16b-lite-base", "deepseek"],
    ["bigcode/starcoder2-3b", "starcoder2"],
    ["starcoder:1b", "starcoder"],
    ["codellama:7b-code", "codellama"],
    ["codegemma:2b", "codegemma"],
    ["mistralai/Codestral-22B-v0.1", "codestral"],
    ["granite-code:3b", "granite"],
    ["ibm-granite/granite-4.0-h-tiny", "granite4"],
    ["granite-3.4-8b", "granite"],
    ["ByteDance-Seed/Seed-Coder-8B-Base", "seedcoder"],
    ["JetBrains/Mellum-4b-base", "mellum"],
    ["codegeex4:9b", "codegeex"],
    ["zai-org/GLM-4.5-Air", "glm"],
    ["stable-code:3b", "stablecode"],
    ["tiiuae/Falcon-H1-Tiny-Coder", "falcon"],
    ["llama3.2:3b", undefined],
    ["gpt-5-mini", undefined],
    ["qwen3:8b", undefined],
  ])("of %s is %s", (model, family) => {
    expect(familyOf({ family: "auto", model })).toBe(family);
  });

  test("is inferred from the server's template, which takes precedence over the name", () => {
    const template = "<fim_prefix>{{ .Prompt }}<fim_suffix>{{ .Suffix }}<fim_middle>";
    expect(familyOf({ family: "auto", model: "my-tuned-model", template })).toBeDefined();
    const qwenish = "<|fim_prefix|>{{ .Prompt }}<|fim_suffix|>{{ .Suffix }}<|fim_middle|>";
    expect(familyOf({ family: "auto", model: "starcoder-like", template: qwenish })).toBe("qwen");
  });

  test("is the one that was set, whatever the name", () => {
    expect(familyOf({ family: "mellum", model: "qwen2.5-coder" })).toBe("mellum");
  });

  test("unknown, the prefix is continued without markers", () => {
    const { prompt: text } = formatFim(bare, { family: "auto", model: "llama3.2" });
    expect(text).toBe("P");
  });
});

test.each(familyNames())("%s: no text of the user becomes a marker, and every marker ends an answer", (name) => {
  const markers = markersOf(fimFamilies[name]);
  const nasty = fc
    .array(fc.oneof(fc.constantFrom(...markers), fc.string()), { maxLength: 8 })
    .map((all) => all.join(""));
  const empty = formatFim(
    { ...full, path: "p", prefix: "", suffix: "", snippets: [snippet("q", "")] },
    { family: name, model: "" },
  );
  const count = (text: string, marker: string) => text.split(marker).length - 1;
  fc.assert(
    fc.property(nasty, nasty, nasty, (prefix, suffix, text) => {
      const parts = { ...full, path: "p", prefix, suffix, snippets: [snippet("q", text)] };
      const { prompt: rendered, stop } = formatFim(parts, { family: name, model: "" });
      for (const marker of markers.filter((each) => /^[<[]/.test(each))) {
        expect(count(rendered, marker)).toBe(count(empty.prompt, marker));
      }
      expect(stop).toEqual(markers);
    }),
    { numRuns: 60 },
  );
});

test("an answer that copies disarmed text gets the original text back", () => {
  const text = 'const stop = "<|fim_prefix|>";';
  expect(disarmMarkers(text, ["<|fim_prefix|>"])).not.toContain("<|fim_prefix|>");
  expect(rearmMarkers(disarmMarkers(text, ["<|fim_prefix|>"]))).toBe(text);
});

test("replacement patterns in the user's text are plain text", () => {
  expect(prompt("qwen", { ...bare, snippets: [snippet("$&.ts", "a $' b $& {path}")] })).toContain(
    "$&.ts\na $' b $& {path}\n",
  );
});

test("split prompts contain snippets as comments of the language", () => {
  const { prompt: head, suffix } = formatSplitFor({ ...full, languageId: "go" }, { family: "auto", model: "" });
  expect(head).toBe("// From a.py:\n// one\n\n// From b.py:\n// two\n\n// This is cur.py:\nP");
  expect(suffix).toBe("S");
});

test("a comment's end inside a snippet does not end the comment", () => {
  const text = commentOut("a { } /* x */ b", "css");
  expect(text.indexOf("*/")).toBe(text.length - 2);
});

test("a chat model sees one hole, and fences that close", () => {
  const [, question] = formatChat({ ...bare, prefix: "a <hole/> ```` b", snippets: [snippet("a.md", "```js\n```")] });
  expect(question?.content.split("<hole/>")).toHaveLength(2);
  expect(question?.content).toContain("`````");
});
