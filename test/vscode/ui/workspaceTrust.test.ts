import { afterAll, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const { begun, finished, line, typed, rest } = typeScriptStores;
let server: ModelServer;
const vsCode = useVsCode(async () => {
  server = await ModelServer.start({ answer: () => ({ chunks: ["fromTheServer();"] }) });
  const settings = {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.baseUrl": server.url,
    "hunch.model.name": "tiny",
  };
  return { files: { ...finished, "tickets.ts": begun }, settings, workspaceTrust: true };
});
afterAll(() => server.close());

test("a folder that is not trusted: the embedded engine completes, and nothing is sent anywhere", async () => {
  const editor = vsCode();
  await editor.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor({ timeout: 90_000 });
  await editor.whenActive();
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  await editor.type(typed);
  expect(rest.startsWith(await editor.waitForGhostText())).toBe(true);
  await editor.screenshot("untrusted");
  expect(server.requests).toEqual([]);
  await editor.revertAndClose();
});

test("once the folder is trusted the server is asked", async () => {
  const editor = vsCode();
  await editor.runCommand("Workspaces: Manage Workspace Trust");
  await editor.page
    .locator(".workspace-trust-editor")
    .getByRole("button", { name: "Trust", exact: true })
    .first()
    .click();
  await editor.page.locator(".statusbar-item", { hasText: "Restricted Mode" }).waitFor({ state: "detached" });
  await editor.press("Escape");
  await editor.open("tickets.ts");
  await editor.goTo(line, 1);
  await editor.type("  const weather = ");
  await server.until(({ asked }) => asked.length > 0);
  await editor.until("its answer is shown", async () => (await editor.ghostText()) === "fromTheServer();");
  await editor.revertAndClose();
});
