import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, test } from "vitest";
import { localizeManifest, manifestTexts, type Translations } from "../../../scripts/localizeManifest.ts";

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const texts = manifestTexts(manifest);
const titles: readonly string[] = manifest.contributes.commands.map(({ title }: { title: string }) => title);
/** Names that are the same in every language. */
const names: ReadonlySet<string> = new Set(["Hunch"]);

const languages = globSync("l10n/manifest.*.json").map((file) => {
  const translations: Translations = JSON.parse(readFileSync(file, "utf8"));
  return [basename(file).replace(/^manifest\.|\.json$/g, ""), translations] as const;
});

test("there are German and Simplified Chinese", () => {
  expect(languages.map(([language]) => language).toSorted()).toEqual(["de", "zh-cn"]);
});

describe.each(languages)("%s", (_, translations) => {
  /** Parts that must be the same in a translation: code, commands and addresses behind links. */
  const fixed = (text: string) =>
    [...text.matchAll(/`([^`]+)`|\]\(([^)]+)\)/g)]
      .map(([, code, link]) => code ?? link ?? "")
      .filter((part) => !part.startsWith("Hunch: "));
  const commands = (text: string) => [...text.matchAll(/`Hunch: ([^`]+)`/g)].map(([, title = ""]) => title);

  test("every text of package.json is translated, and no translation is left over", () => {
    expect(texts.filter((text) => !names.has(text) && !translations[text])).toEqual([]);
    expect(Object.keys(translations).filter((english) => !texts.includes(english))).toEqual([]);
  });

  test("code and links are kept, and commands are called by their translated titles", () => {
    for (const [english, text] of Object.entries(translations)) {
      expect(fixed(text).toSorted(), english).toEqual(fixed(english).toSorted());
      const called = commands(english).map((title) => (titles.includes(title) ? translations[title] : title));
      expect(commands(text), english).toEqual(called);
    }
  });
});

test("the packaged manifest has placeholders whose texts give the English manifest again", () => {
  const { manifest: packaged, files } = localizeManifest(manifest, Object.fromEntries(languages));
  const english = files["package.nls.json"] ?? {};
  expect(manifestTexts(packaged as object).filter((text) => !/^%text\.\d+%$/.test(text))).toEqual([]);
  const restored = JSON.stringify(packaged).replace(/"%(text\.\d+)%"/g, (_, key: string) =>
    JSON.stringify(english[key]),
  );
  expect(JSON.parse(restored)).toEqual(manifest);
  expect(Object.keys(files).toSorted()).toEqual(["package.nls.de.json", "package.nls.json", "package.nls.zh-cn.json"]);
});

test("a text without a translation stays English", () => {
  const { files } = localizeManifest(
    { description: "One", contributes: { commands: [{ title: "Two" }] } },
    { de: { One: "Eins" } },
  );
  expect(files["package.nls.de.json"]).toEqual({ "text.1": "Eins" });
  expect(files["package.nls.json"]).toEqual({ "text.1": "One", "text.2": "Two" });
});
