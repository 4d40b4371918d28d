import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { ModelServer, type ScriptedAnswer, type SeenRequest } from "../../support/modelServer.ts";
import { findNotice } from "../../support/ui/findNotice.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { waitUntilSeen, watchEvents } from "../../support/ui/outcomes.ts";
import { packageTestExtension } from "../../support/ui/packageTestExtension.ts";
import { surfaceFaults, takePictures } from "../../support/ui/pictures.ts";
import { pickRow } from "../../support/ui/quickInput.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const model = "qwen2.5-coder:1.5b";
const key = "k-71d0c2e9aa";
const home = mkdtempSync(join(tmpdir(), "hunch-home-"));
const config = join(home, ".continue", "config.yaml");
// Registered first, so that it runs after the window is closed.
afterAll(() => rmSync(home, { recursive: true, force: true, maxRetries: 5 }));
const vsCode = useVsCode(async () => ({
  files: typeScriptStores.finished,
  settings: { "hunch.completion.eagerness": "eager", "editor.autoClosingBrackets": "never" },
  environment: { HOME: home },
  extensions: [await packageTestExtension("continue")],
}));

function fills({ body }: SeenRequest): ScriptedAnswer {
  const [, word = "nothing"] = /== \\?"(\w+)/.exec(JSON.stringify(body)) ?? [];
  return { chunks: [word] };
}

function writeConfig(text: string): void {
  mkdirSync(join(home, ".continue"), { recursive: true });
  writeFileSync(config, text);
}

test("another extension that completes code is named once, and its days are recorded", async () => {
  const editor = vsCode();
  const sentence = "Continue also suggests code in this window.";
  const notice = await findNotice(editor, sentence);
  await notice.getByRole("button", { name: "Take Over Its Model…" }).waitFor();
  const faults = surfaceFaults(editor, ".notifications-center");
  expect(await takePictures(editor, [{ name: "other-completer", faults }])).toEqual([]);
  await editor.probe.run("notifications.clearAll");
  await editor.closeWindow();
  await editor.openWindow();
  await openBegun(editor, typeScriptStores);
  const events = await watchEvents(editor);
  await editor.complete(typeScriptStores.typed);
  await waitUntilSeen(editor, events);
  // A window that names it does so before it records it.
  const recorded = async () => (await events()).filter(({ kind }) => kind === "otherCompleter");
  await editor.until("it is recorded", async () => (await recorded()).length > 0);
  expect(await recorded()).toMatchObject([{ completer: "continue", languageId: "other" }]);
  await editor.probe.run("notifications.showList");
  expect(await editor.page.locator(".notification-list-item", { hasText: sentence }).count()).toBe(0);
});

test("a model of Continue is taken over after a dialog that shows what is set; its key is sent from then on", async () => {
  const editor = vsCode();
  await using server = await ModelServer.start({ key, models: [model], answer: fills, without: /props|infill|api\// });
  writeConfig(
    `models:\n  - provider: openai\n    model: ${model}\n    apiBase: ${server.url}/v1\n    apiKey: ${key}\n    roles: [autocomplete]\n`,
  );
  await editor.runCommand("Hunch: Choose a Model…");
  await pickRow(editor, "Choose a Model", "Take over a model of Continue…");
  await editor.dialog.waitFor();
  const shown = (await editor.dialog.textContent()) ?? "";
  expect(shown).toContain("Take over this model from Continue (~/.continue/config.yaml)?");
  expect(shown).toContain(`hunch.model.baseUrl: ${server.url}/v1`);
  expect(shown).toContain(`hunch.model.name: ${model}`);
  expect(shown).not.toContain(key);
  await editor.screenshot("take-over-consent");
  expect(server.requests).toEqual([]);
  await editor.dialog.getByRole("button", { name: "Take Over", exact: true }).click();
  await findNotice(editor, `${model} is ready`);
  await editor.screenshot("take-over-ready");
  expect(await editor.probe.get("hunch.model.baseUrl")).toBe(`${server.url}/v1`);
  expect(await editor.probe.get("hunch.model.protocol")).toBe("openai-fim");
  expect(server.asked.every(({ headers }) => headers["authorization"] === `Bearer ${key}`)).toBe(true);
});

test("settings that can't be read give a sentence, and nothing is set", async () => {
  const editor = vsCode();
  writeConfig("models:\n  - provider: [\n");
  await editor.runCommand("Hunch: Take Over the Model of Another Assistant…");
  await pickRow(editor, "Take Over the Model of Another Assistant", "Take over a model of Continue…");
  const notice = await findNotice(editor, "~/.continue/config.yaml can't be taken over");
  expect(await notice.textContent()).toMatch(/not valid YAML or JSON: line \d+ can't be read/);
  await notice.getByRole("button", { name: "Open File" }).click();
  await editor.page.locator(".tab.active", { hasText: "config.yaml" }).waitFor();
});
