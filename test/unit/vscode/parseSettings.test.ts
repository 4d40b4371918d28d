import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import { matchesGlob } from "../../../src/core/context/exclusion.ts";
import { parseCompletionSettings, parseNextEdits, parseSettings } from "../../../src/vscode/settings/parseSettings.ts";
import { type SettingName, settingDefaults } from "../../../src/vscode/settings/settingDefaults.ts";
import { createSettingReader, type SettingDoubt } from "../../../src/vscode/settings/settingReader.ts";
import { junkValues } from "../../support/junkValues.ts";

/** How package.json describes a setting. */
interface Property {
  readonly type: string;
  readonly enum?: readonly string[];
  readonly minimum?: number;
  readonly maximum?: number;
}

const properties: Readonly<Record<string, Property>> = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section) => section.properties),
);

function fits(value: unknown, { type, enum: choices, minimum, maximum }: Property): boolean {
  switch (type) {
    case "boolean":
      return typeof value === "boolean";
    case "string":
      return typeof value === "string" && (choices?.includes(value) ?? true);
    case "integer":
      return Number.isInteger(value) && Number(value) >= Number(minimum) && Number(value) <= Number(maximum);
    case "array":
      return Array.isArray(value) && value.every((each) => typeof each === "string");
    default:
      throw new Error(`This test does not know the type ${type}.`);
  }
}

/** Parses all settings, one of them changed; each value under the setting's full name. */
function parse(changed: SettingName, value: unknown) {
  const doubts: SettingDoubt[] = [];
  const get = (name: SettingName) => (name === changed ? value : settingDefaults[name]);
  const reader = createSettingReader(get, (doubt) => void doubts.push(doubt));
  const { delay, model, ...rooms } = parseSettings(reader);
  const all = { ...rooms, model: { ...model, delay }, completion: parseCompletionSettings(reader) };
  const values = Object.entries(all).flatMap(([room, settings]) =>
    Object.entries(settings).map(([key, used]) => [`hunch.${room}.${key}`, used]),
  );
  const nextEdits = parseNextEdits(reader);
  values.push(["hunch.nextEdits", nextEdits.eagerness], ["hunch.nextEditKeys", nextEdits.keys]);
  return { used: Object.fromEntries(values), doubts: doubts.map(({ name }) => name) };
}

const names = Object.keys(settingDefaults).map((name) => name as SettingName);

test("every setting is parsed, and its default is parsed as it is, without a word", () => {
  expect(parse("hunch.model.name", settingDefaults["hunch.model.name"])).toEqual({ used: settingDefaults, doubts: [] });
});

test.each(names)("%s: junk that package.json allows is used, other junk is reported and replaced", (name) => {
  const property = properties[name] ?? expect.fail(`package.json does not declare ${name}`);
  for (const junk of junkValues) {
    const { used, doubts } = parse(name, junk);
    const isAllowed = fits(junk, property);
    expect(doubts, JSON.stringify(junk)).toEqual(isAllowed ? [] : [name]);
    expect(used[name], JSON.stringify(junk)).toSatisfy((value) => fits(value, property));
    expect(used).toEqual({ ...settingDefaults, [name]: isAllowed ? junk : used[name] });
    if (Array.isArray(used[name])) expect(() => matchesGlob("src/main.ts", used[name])).not.toThrow();
  }
});
