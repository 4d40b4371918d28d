import { expect, test } from "vitest";
import manifest from "../../../package.json" with { type: "json" };
import {
  parseCompletionSettings,
  parseExclude,
  parseNextEdits,
  parseSettings,
} from "../../../src/app/settings/parseSettings.ts";
import { type SettingName, settingDefaults } from "../../../src/app/settings/settingDefaults.ts";
import { createSettingReader, type SettingWarning } from "../../../src/app/settings/settingReader.ts";
import { compileGlobs } from "../../../src/core/context/globs.ts";
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
    case "object":
      return typeof value === "object" && value !== null && !Array.isArray(value);
    default:
      throw new Error(`This test does not know the type ${type}.`);
  }
}

/** Parses all settings, one of them changed; each value under the setting's full name. */
function parse(changed: SettingName, value: unknown) {
  const warnings: SettingWarning[] = [];
  const get = (name: SettingName) => (name === changed ? value : settingDefaults[name]);
  const reader = createSettingReader(get, (warning) => void warnings.push(warning));
  const { context, nextEditKeys, ...others } = parseSettings(reader);
  const completion = parseCompletionSettings(reader);
  const all = { ...others, context: { ...context, exclude: parseExclude(reader) }, completion };
  const values = Object.entries(all).flatMap(([room, settings]) =>
    Object.entries(settings).map(([key, used]) => [`hunch.${room}.${key}`, used]),
  );
  values.push(["hunch.nextEdits", parseNextEdits(reader)], ["hunch.nextEditKeys", nextEditKeys]);
  return { used: Object.fromEntries(values), warnings: [...new Set(warnings.map(({ name }) => name))] };
}

const names = Object.keys(settingDefaults).map((name) => name as SettingName);

test("every setting is parsed, and defaults are returned unchanged and without a warning", () => {
  expect(parse("hunch.model.name", settingDefaults["hunch.model.name"])).toEqual({
    used: settingDefaults,
    warnings: [],
  });
});

test.each(names)("%s: junk that package.json allows is used, other junk is reported and replaced", (name) => {
  const property = properties[name] ?? expect.fail(`package.json does not declare ${name}`);
  for (const junk of junkValues) {
    const { used, warnings } = parse(name, junk);
    const isAllowed = fits(junk, property);
    expect(warnings, JSON.stringify(junk)).toEqual(isAllowed ? [] : [name]);
    expect(used[name], JSON.stringify(junk)).toSatisfy((value) => fits(value, property));
    expect(used).toEqual({ ...settingDefaults, [name]: isAllowed ? junk : used[name] });
    if (Array.isArray(used[name])) {
      const matches = compileGlobs(used[name]);
      expect(() => matches({ relative: "src/main.ts", absolute: "/a/src/main.ts" })).not.toThrow();
    }
  }
});
