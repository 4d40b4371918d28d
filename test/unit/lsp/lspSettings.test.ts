import { expect, test } from "vitest";
import { parseLspOptions } from "../../../src/lsp/settings/lspOptions.ts";
import { LspSettings } from "../../../src/lsp/settings/lspSettings.ts";

test("settings are read in all forms that clients use", () => {
  for (const given of [
    { hunch: { completion: { maxLines: 3 } } },
    { "hunch.completion.maxLines": 3 },
    { hunch: { "completion.maxLines": 3 } },
    { completion: { maxLines: 3 } },
    { "[go]": { "hunch.completion.maxLines": 3 } },
    { editor: { tabSize: 2 }, hunch: {}, "[go]": { "editor.tabSize": 8, "hunch.completion.maxLines": 3 } },
    { hunch: { "[go][rust]": { completion: { maxLines: 3 } } } },
  ]) {
    const settings = new LspSettings(given);
    expect(settings.forDocument("go", undefined).maxLines, JSON.stringify(given)).toBe(3);
    const unknown: string[] = [];
    settings.check(
      (warning) => unknown.push(warning.sentence),
      (sentence) => unknown.push(sentence),
    );
    expect(unknown, JSON.stringify(given)).toEqual([]);
  }
});

test("a folder's settings are stronger than the client's, and those than the first ones", () => {
  const settings = new LspSettings({ completion: { maxLines: 1, inStrings: false, inComments: false } });
  settings.replace(
    { completion: { maxLines: 2, inStrings: true } },
    new Map([["file:///a", { completion: { maxLines: 3 }, context: { exclude: ["a/**"] } }]]),
  );
  expect(settings.forDocument("go", "file:///a")).toMatchObject({ maxLines: 3, inStrings: true, inComments: false });
  expect(settings.forDocument("go", undefined).maxLines).toBe(2);
  expect(settings.excludes("file:///a")).toEqual(["**/node_modules/**", "**/*.min.*", "a/**"]);
});

test("only the first settings name servers, and others are told so", () => {
  const settings = new LspSettings({ model: { protocol: "llamacpp", baseUrl: "http://localhost:1" } });
  settings.replace({ model: { baseUrl: "http://evil.example" }, ask: { name: "x" } }, new Map());
  expect(settings.current().model.baseUrl).toBe("http://localhost:1");
  expect(settings.current().ask.name).toBe("");
  const sentences: string[] = [];
  settings.check(
    () => undefined,
    (sentence) => sentences.push(sentence),
  );
  expect(sentences).toHaveLength(2);
  expect(sentences[0]).toContain('"hunch.model.baseUrl" is read from initializationOptions only');
});

test("prose is off until it is turned on, and a toggled language stays so", () => {
  const settings = new LspSettings(undefined);
  expect(settings.forDocument("markdown", undefined).enabled).toBe(false);
  expect(settings.forDocument("go", undefined).enabled).toBe(true);
  expect(settings.toggleLanguage("markdown")).toBe(true);
  settings.replace({ completion: { enabled: false } }, new Map());
  expect(settings.forDocument("markdown", undefined).enabled).toBe(true);
  expect(settings.forDocument("go", undefined).enabled).toBe(false);
});

test("rubbish counts as the defaults", () => {
  for (const given of [null, 5, "x", [], [5], { hunch: 7 }, { hunch: [] }, { "[go]": 5 }, { completion: null }]) {
    const settings = new LspSettings(given);
    settings.replace(given, new Map([["file:///a", given]]));
    expect(settings.forDocument("go", "file:///a").maxLines).toBe(10);
  }
});

test("the server's own option is read nested or not", () => {
  const warn = () => expect.unreachable();
  for (const given of [{ hunch: { lsp: { completionItems: true } } }, { "hunch.lsp.completionItems": true }])
    expect(parseLspOptions(given, warn)).toEqual({ completionItems: true });
  expect(parseLspOptions(undefined, warn)).toEqual({ completionItems: false });
  const sentences: string[] = [];
  expect(parseLspOptions({ hunch: { lsp: { completionItems: "yes" } } }, (text) => sentences.push(text))).toEqual({
    completionItems: false,
  });
  expect(sentences).toHaveLength(1);
});
