import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { belongsToMachine, settingDefaults } from "../../src/editor/settingDefaults.ts";

interface Property {
  readonly default: unknown;
  readonly scope?: string;
  readonly order?: number;
  readonly description?: string;
  readonly markdownDescription?: string;
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
}

const manifest = JSON.parse(readFileSync("package.json", "utf8"));
const properties: Record<string, Property> = Object.assign(
  {},
  ...manifest.contributes.configuration.map((section: { properties: object }) => section.properties),
);
const sources = globSync("src/{editor/*,extension/*,extension}.ts")
  .map((file) => readFileSync(file, "utf8"))
  .join("\n");

test("package.json and the code agree on every setting and its default", () => {
  const declared = Object.fromEntries(Object.entries(properties).map(([name, property]) => [name, property.default]));
  expect(declared).toEqual(settingDefaults);
});

test("every setting has a scope, a place in its section and a full sentence", () => {
  for (const [name, property] of Object.entries(properties)) {
    expect(property.scope, name).toBeDefined();
    expect(property.order, name).toBeDefined();
    expect(property.description ?? property.markdownDescription, name).toMatch(/^Controls .*\.$/s);
    expect(property.enumDescriptions?.length, name).toBe(property.enum?.length);
  }
});

test("a workspace can't say where code is sent", () => {
  const destinations = Object.keys(properties).filter(belongsToMachine);
  expect(destinations.length).toBeGreaterThan(4);
  for (const [name, { scope }] of Object.entries(properties))
    expect(scope === "machine", name).toBe(belongsToMachine(name));
  expect(manifest.capabilities.untrustedWorkspaces.restrictedConfigurations.toSorted()).toEqual(
    destinations.toSorted(),
  );
});

test("every contributed command is registered, and nothing is bound to Tab", () => {
  const contributed: readonly string[] = manifest.contributes.commands.map((each: { command: string }) => each.command);
  const bound: readonly { command: string; key: string }[] = manifest.contributes.keybindings;
  for (const name of [...contributed, ...bound.map((each) => each.command)]) expect(sources).toContain(`"${name}"`);
  expect(bound.filter(({ key }) => /tab/i.test(key))).toEqual([]);
});

test("no proposed API is asked for", () => {
  expect(manifest.enabledApiProposals).toBeUndefined();
});
