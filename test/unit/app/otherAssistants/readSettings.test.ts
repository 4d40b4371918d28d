import fc from "fast-check";
import { expect, test } from "vitest";
import { findAssistantSettings } from "../../../../src/app/otherAssistants/assistantSettings.ts";
import { MalformedSettings } from "../../../../src/app/otherAssistants/foundModel.ts";
import { readContinue } from "../../../../src/app/otherAssistants/readContinue.ts";
import {
  readLlamaVscode,
  readTabbySettings,
  readTwinny,
} from "../../../../src/app/otherAssistants/readEditorSettings.ts";
import { readTabby } from "../../../../src/app/otherAssistants/readTabby.ts";
import { english } from "../../../../src/core/types/translate.ts";

/** As Continue's documentation shows it. */
const yaml = `
name: My Config
version: 1.0.0
schema: v1
models:
  - name: Autocomplete
    provider: ollama
    model: qwen2.5-coder:1.5b
    roles: [autocomplete]
  - name: Codestral
    provider: mistral
    model: codestral-latest
    apiKey: k-codestral
    roles:
      - autocomplete
      - chat
  - name: GPT
    provider: openai
    model: gpt-5-mini
    apiKey: \${{ secrets.OPENAI }}
  - name: Own
    provider: vllm
    model: qwen3-coder
    apiBase: http://gpu.lan:8000/v1
    roles: [autocomplete, edit]
  - name: Claude
    provider: anthropic
    model: claude-sonnet
  - uses: continuedev/some-block
`;

test("Continue's config.yaml: models by their roles, addresses by their providers, keys only as text", async () => {
  expect(await readContinue(yaml, english)).toEqual({
    models: [
      { use: "completions", baseUrl: "http://127.0.0.1:11434", model: "qwen2.5-coder:1.5b", key: undefined },
      { use: "completions", baseUrl: "https://codestral.mistral.ai", model: "codestral-latest", key: "k-codestral" },
      { use: "ask", baseUrl: "https://codestral.mistral.ai", model: "codestral-latest", key: "k-codestral" },
      { use: "ask", baseUrl: "https://api.openai.com", model: "gpt-5-mini", key: undefined },
      { use: "completions", baseUrl: "http://gpu.lan:8000/v1", model: "qwen3-coder", key: undefined },
    ],
    problems: [`claude-sonnet: Hunch can't use Continue's provider "anthropic".`],
  });
});

test("Continue's older config.json, with one completion model or several", async () => {
  const tab = { title: "Tab", provider: "ollama", model: "starcoder2:3b", apiBase: "http://box:11434/" };
  const models = [{ title: "Chat", provider: "deepseek", model: "deepseek-chat", apiKey: "k-1" }];
  const expected = [
    { use: "completions", baseUrl: "http://box:11434/", model: "starcoder2:3b", key: undefined },
    { use: "ask", baseUrl: "https://api.deepseek.com", model: "deepseek-chat", key: "k-1" },
  ];
  expect((await readContinue(JSON.stringify({ models, tabAutocompleteModel: tab }), english)).models).toEqual(expected);
  expect((await readContinue(JSON.stringify({ models, tabAutocompleteModel: [tab] }), english)).models).toEqual(
    expected,
  );
});

test("Tabby's config.toml: address and token of its server", async () => {
  const toml =
    '[server]\nendpoint = "http://tabby.lan:8080" # mine\ntoken = "auth_1"\n\n[anonymousUsageTracking]\ndisable = true\n';
  expect((await readTabby(toml, english)).models).toEqual([
    { use: "completions", baseUrl: "http://tabby.lan:8080", model: "", key: "auth_1" },
  ]);
  expect((await readTabby("# [server]\n# endpoint = 'x'\n", english)).models).toEqual([]);
});

test("llama.vscode, twinny and Tabby in the settings of VS Code", () => {
  const of = (settings: Record<string, unknown>) => (name: string) => settings[name];
  const llama = { "llama-vscode.endpoint": "http://127.0.0.1:8012", "llama-vscode.api_key": "k" };
  expect(readLlamaVscode(of(llama)).models).toEqual([
    { use: "completions", baseUrl: "http://127.0.0.1:8012", model: "", key: "k" },
  ]);
  const twinny = { "twinny.apiUrl": "box", "twinny.fimModelName": "codellama:7b-code", "twinny.fimApiPort": 8080 };
  expect(readTwinny(of({ ...twinny, "twinny.useTls": true, "twinny.apiBearerToken": "t" })).models).toEqual([
    { use: "completions", baseUrl: "https://box:8080", model: "codellama:7b-code", key: "t" },
  ]);
  expect(readTabbySettings(of({ "tabby.endpoint": "http://tabby.lan:8080" })).models).toMatchObject([{ model: "" }]);
  for (const read of [readLlamaVscode, readTwinny, readTabbySettings]) expect(read(() => undefined).models).toEqual([]);
});

test.each([
  ["models:\n  - provider: [\n", /not valid YAML/],
  ["{ not json", /not valid YAML/],
  ["", /contains no settings/],
  ["42", /contains no settings/],
  ["a: &a [*a, *a]\nb: [*missing]", /not valid YAML|contains/],
])("malformed settings of Continue give a sentence: %j", async (text, sentence) => {
  await expect(readContinue(text, english)).rejects.toThrow(sentence);
  await expect(readContinue(text, english)).rejects.toBeInstanceOf(MalformedSettings);
});

test("a small file that expands to gigabytes is refused", async () => {
  const lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"];
  for (let level = 1; level < 12; level++)
    lines.push(`a${level}: &a${level} [${Array.from({ length: 9 }, () => `*a${level - 1}`).join(", ")}]`);
  await expect(readContinue(lines.join("\n"), english)).rejects.toBeInstanceOf(MalformedSettings);
});

test("malformed settings of Tabby give a sentence with the line", async () => {
  await expect(readTabby("[server\nendpoint = 1", english)).rejects.toThrow(/line 1/);
});

test("whatever a file contains, it is read or refused with a sentence", async () => {
  const piece = fc.constantFrom(
    "models:",
    "\n",
    "  ",
    "- ",
    "provider: ",
    "ollama",
    "model: x",
    "roles: [",
    "]",
    "[server]",
    "endpoint = ",
    '"',
    "'",
    "{",
    "}",
    "&a",
    "*a",
    "|",
    "%",
    "\t",
    "\u0000",
  );
  await fc.assert(
    fc.asyncProperty(
      fc.oneof(
        fc.string(),
        fc.array(piece).map((pieces) => pieces.join("")),
      ),
      async (text) => {
        for (const read of [readContinue, readTabby]) {
          const result = await read(text, english).catch((error: unknown) => error);
          if (result instanceof Error) expect(result).toBeInstanceOf(MalformedSettings);
          else expect(result).toHaveProperty("models");
        }
      },
    ),
  );
});

test("no file is read before the user asks for it; the newer file of Continue counts", async () => {
  const read: string[] = [];
  const sizes: Record<string, number> = {
    "file:///home/me/.continue/config.yaml": 10,
    "file:///home/me/.continue/config.json": 10,
    "file:///home/me/.tabby-client/agent/config.toml": 2_000_000,
  };
  const files = {
    stat: async (uri: string) => {
      const size = sizes[uri];
      return size === undefined ? undefined : { kind: "file" as const, size, modified: 0 };
    },
    read: async (uri: string) => {
      read.push(uri);
      return new TextEncoder().encode("models: []");
    },
  };
  const found = await findAssistantSettings({
    files,
    home: "file:///home/me",
    getSetting: () => undefined,
    t: english,
  });
  expect(found.map(({ assistant, place }) => [assistant, place])).toEqual([
    ["Continue", "~/.continue/config.yaml"],
    ["Tabby", "~/.tabby-client/agent/config.toml"],
  ]);
  expect(read).toEqual([]);
  expect(await found[0]?.read()).toEqual({ models: [], problems: [] });
  await expect(found[1]?.read()).rejects.toThrow("It is larger than a megabyte.");
  expect(read).toEqual(["file:///home/me/.continue/config.yaml"]);
});
