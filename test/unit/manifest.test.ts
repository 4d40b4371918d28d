import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { belongsToMachine, settingDefaults } from "../../src/app/settings/settingDefaults.ts";
import { protocolNames, protocolRow } from "../../src/core/server/protocols/protocols.ts";

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
const sources = globSync("src/vscode/**/*.ts").map((file) => readFileSync(file, "utf8"));

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

test("the protocols of package.json are the rows of the table, with their descriptions", () => {
  const { enum: names, enumDescriptions } = properties["hunch.model.protocol"] ?? expect.fail("no such setting");
  expect(names).toEqual(["none", ...protocolNames]);
  expect(enumDescriptions?.slice(1)).toEqual(protocolNames.map((name) => protocolRow(name).description));
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

/** Ids in the table of the one file that registers commands. */
function registeredCommands(): readonly string[] {
  const [registering = "", ...others] = sources.filter((text) => text.includes("commands.registerCommand("));
  expect(others).toEqual([]);
  const [, table = ""] = /\n {2}const commands[^{]*\{\n([\s\S]*?)\n {2}\};/.exec(registering) ?? [];
  return [...table.matchAll(/^ {4}(?:\.\.\.\(.+ && \{ )?"(hunch\.\w+)": /gm)].map(([, id = ""]) => id);
}

/** Ids of commands that are registered only if the runtime has what they need. */
function commandsOfSomeRuntimes(): readonly string[] {
  const all = sources.join("\n").matchAll(/^ {4}\.\.\.\(.+ && \{ "(hunch\.\w+)": /gm);
  return Array.from(all, ([, id = ""]) => id);
}

const contributed: readonly string[] = manifest.contributes.commands.map(({ command }: { command: string }) => command);
const bound: readonly { command: string; key: string; when?: string }[] = manifest.contributes.keybindings;

test("every command of the palette and of a key is registered", () => {
  const ofEditor = "editor.action.inlineSuggest.commit";
  const ofKeys = bound.map(({ command }) => command).filter((command) => command !== ofEditor);
  expect(registeredCommands()).toEqual(expect.arrayContaining([...contributed, ...ofKeys]));
});

test("a command that a browser does not have is hidden from the palette there", () => {
  const hidden = manifest.contributes.menus.commandPalette.filter(({ when }: { when: string }) =>
    /^hunch\.runtime != web\b/.test(when),
  );
  expect(commandsOfSomeRuntimes().length).toBeGreaterThan(3);
  expect(hidden.map(({ command }: { command: string }) => command).toSorted()).toEqual(
    commandsOfSomeRuntimes().toSorted(),
  );
});

test("every registered command is in the palette, bound to a key or run by the code", () => {
  const reachable = new Set([...contributed, ...bound.map(({ command }) => command)]);
  const hidden = registeredCommands().filter((id) => !reachable.has(id));
  const mentions = (id: string) => sources.join("\n").split(`"${id}"`).length - 1;
  expect(hidden.filter((id) => mentions(id) < 2)).toEqual([]);
});

test("the walkthrough's steps run and wait for commands and settings that exist, and none completes by being opened", () => {
  const steps: readonly { id: string; description: string; completionEvents?: readonly string[] }[] =
    manifest.contributes.walkthroughs.flatMap(({ steps }: { steps: readonly object[] }) => steps);
  expect(steps.filter(({ completionEvents = [] }) => completionEvents.length === 0).map(({ id }) => id)).toEqual([]);
  const text = steps
    .map(({ description, completionEvents = [] }) => [description, ...completionEvents].join("\n"))
    .join("\n");
  const found = (pattern: RegExp) => Array.from(text.matchAll(pattern), ([, name = ""]) => name);
  const commands = [...found(/\(command:(hunch\.\w+)/g), ...found(/^onCommand:(hunch\.\w+)$/gm)];
  expect(commands.length).toBeGreaterThan(8);
  expect(registeredCommands()).toEqual(expect.arrayContaining(commands));
  expect(Object.keys(properties)).toEqual(expect.arrayContaining(found(/^onSettingChanged:(.+)$/gm)));
  const completing = (step: (typeof steps)[number]) =>
    (step.completionEvents ?? []).map((event) => event.replace(/^onCommand:/, ""));
  const byOthers = steps.flatMap((step) => {
    const others = steps.filter((other) => other !== step).map(({ description }) => description);
    return completing(step).filter((command) => others.some((text) => text.includes(`(command:${command}`)));
  });
  expect(byOthers, "commands that complete one step and are run by another").toEqual([]);
});

test("Tab is bound only while a next edit is shown, or ghost text beside a list without a chosen item, and settings leave it alone", () => {
  const onTab = bound.filter(({ key }) => /tab/i.test(key));
  expect(onTab.map(({ command }) => command)).toEqual(["hunch.takeNextEdit", "editor.action.inlineSuggest.commit"]);
  expect(onTab[1]?.when).toMatch(
    /^config\.editor\.suggest\.selectionMode == 'whenTriggerCharacter' && suggestWidgetVisible && !suggestWidgetHasFocusedSuggestion && inlineSuggestionVisible && /,
  );
  expect(onTab[0]?.when).toMatch(
    /^config\.hunch\.nextEditKeys == 'tab' && \(hunch\.nextEdit == 'here' \|\| hunch\.nextEdit == 'away'\) && /,
  );
});

test("no proposed API is asked for", () => {
  expect(manifest.enabledApiProposals).toBeUndefined();
});

test("onnxruntime-web is the version that transformers asks for, whose WebAssembly the library calls", () => {
  const transformers = JSON.parse(readFileSync("node_modules/@huggingface/transformers/package.json", "utf8"));
  expect(manifest.dependencies["onnxruntime-web"]).toBe(transformers.dependencies["onnxruntime-web"]);
});
