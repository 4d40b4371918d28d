import { randomUUID } from "node:crypto";
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator } from "playwright-core";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createGate } from "../../support/gate.ts";
import { ModelServer } from "../../support/modelServer.ts";
import { longListView, takePictures } from "../../support/ui/pictures.ts";
import { enterText, openInput, pickRow } from "../../support/ui/quickInput.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

let server: ModelServer;
const vsCode = useSharedVsCode({
  files: { "src/fleet.ts": "export function loadBoat(id: string): Boat {\n  return open(id);\n}\n" },
  settings: { "hunch.ask.name": "talker", "hunch.ask.baseUrl": "http://127.0.0.1:9" },
});

beforeEach(async () => {
  server = await ModelServer.start();
  await vsCode().probe.set("hunch.ask.baseUrl", server.url);
});
afterEach(() => server.close());

async function ask(question: string): Promise<Locator> {
  const editor = vsCode();
  await editor.open("src/fleet.ts");
  await editor.runCommand("Hunch: Ask…");
  await enterText(editor, "Ask about the code", question);
  return editor.panel.locator(".turn").last();
}

/** Conversations in the storage of workspaces. */
function keptTexts(): readonly string[] {
  const folder = join(vsCode().storage, "..", "..", "workspaceStorage");
  return globSync("*/hunch.hunch/ask/*.json", { cwd: folder }).map((name) => readFileSync(join(folder, name), "utf8"));
}

const ended = (turn: Locator) => turn.locator(".tools button").first().waitFor();

test("reload with history: a conversation is there again, at its end, and others are found, opened and deleted", async () => {
  const editor = vsCode();
  const lines = Array.from({ length: 60 }, (_, at) => `Line ${at} of a long answer.`);
  server.answer = () => ({ chunks: [`${lines.join("\n\n")}\n\nThe end.`] });
  await ended(await ask("How is a boat loaded?"));
  await editor.reloadWindow(); // At once: nothing is left to a later save.
  const restored = editor.panel.locator(".turn");
  await restored.waitFor();
  expect(await restored.count()).toBe(1);
  expect(await restored.locator(".answer").textContent()).toContain("The end.");
  await editor.until("the panel shows its end", () =>
    editor.panel.locator("body").evaluate((body) => {
      const { scrollY = 0, innerHeight = 0 } = body.ownerDocument.defaultView ?? {};
      return scrollY > 0 && innerHeight + scrollY >= body.scrollHeight - 2;
    }),
  );
  await editor.screenshot("ask-restored");

  server.answer = () => ({ chunks: ["Boats are counted."] });
  await editor.panel.getByRole("button", { name: "New Conversation" }).click();
  await editor.panel.locator(".empty").waitFor();
  const box = editor.panel.locator("textarea");
  await box.fill("How are boats counted?");
  await box.press("Enter");
  await ended(editor.panel.locator(".turn", { hasText: "Boats are counted." }));
  await editor.panel.getByRole("button", { name: "Show History…" }).click();
  const input = await openInput(editor, "Ask History of This Workspace");
  const rows = editor.page.locator(".quick-input-list .monaco-list-row");
  await rows.nth(1).waitFor();
  expect(await takePictures(editor, [longListView(editor, "ask-history")])).toEqual([]);
  await input.fill("Line 0 of a long answer"); // Found by its answer.
  const found = rows.filter({ hasText: "Line 0 of a long answer" });
  await found.waitFor();
  await found.hover();
  await found.locator('[aria-label="Delete"]').click();
  await found.waitFor({ state: "detached" });
  await input.fill("counted");
  await rows.filter({ hasText: "How are boats counted?" }).waitFor();
  await input.press("Enter");
  await editor.panel.locator("h2", { hasText: "How are boats counted?" }).waitFor();
});

test("an answer that was running when the window closed is kept as far as it came", async () => {
  const editor = vsCode();
  const gate = createGate();
  server.answer = () => ({ chunks: ["First half of the answer. ", "Second half."], restAfter: gate.opened });
  const question = `How is ferry ${randomUUID().slice(0, 8)} loaded?`;
  const turn = await ask(question);
  await turn.locator(".answer", { hasText: "First half" }).waitFor();
  await editor.closeWindow();
  gate.open();
  const kept = keptTexts().filter((text) => text.includes(question));
  expect(kept).toHaveLength(1);
  expect(kept[0]).toContain("First half of the answer.");
  await editor.openWindow();
  // A page in a browser saves which panels are open every few seconds, so the panel itself may be gone.
  await editor.runCommand("Hunch: Show Ask History…");
  await pickRow(editor, "Ask History of This Workspace", question);
  const restored = editor.panel.locator(".turn", { hasText: question });
  await restored.locator(".note", { hasText: "Stopped." }).waitFor();
  expect(await restored.locator(".answer").textContent()).toContain("First half of the answer.");
  await editor.screenshot("ask-restored-stopped");
});
