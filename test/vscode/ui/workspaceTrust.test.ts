import { afterAll, beforeAll, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

let server: ModelServer;
const vsCode = useVsCode(async () => {
  server = await ModelServer.start({ answer: () => ({ chunks: ["fromTheServer();"] }) });
  const settings = {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.baseUrl": server.url,
    "hunch.model.name": "tiny",
    "hunch.completion.waitForModel": 10_000,
  };
  return { files: typeScriptStores.finished, settings, workspaceTrust: true };
});
afterAll(() => server.close());

const restrictedMode = () => vsCode().page.locator(".statusbar-item", { hasText: "Restricted Mode" });

beforeAll(async () => {
  await restrictedMode().waitFor();
  await vsCode().whenActive();
});

test("a folder that is not trusted: the embedded engine completes, and nothing is sent anywhere", async () => {
  const editor = vsCode();
  await openBegun(editor, typeScriptStores);
  expect(typeScriptStores.rest.startsWith(await editor.complete(typeScriptStores.typed))).toBe(true);
  expect(await editor.statusBarLabel()).toMatch(/^Hunch: On, in Restricted Mode\. Model servers are off until/);
  await editor.screenshot("untrusted");
  expect(server.requests).toEqual([]);
});

test("once the folder is trusted the server is asked", async () => {
  const editor = vsCode();
  await editor.runCommand("Workspaces: Manage Workspace Trust");
  await editor.page
    .locator(".workspace-trust-editor")
    .getByRole("button", { name: "Trust", exact: true })
    .first()
    .click();
  await restrictedMode().waitFor({ state: "detached" });
  await openBegun(editor, typeScriptStores);
  expect(await editor.complete("  const weather = ")).toBe("fromTheServer();");
  expect(await editor.statusBarLabel()).toMatch(/^Hunch: On\. Model: tiny at 127\.0\.0\.1:\d+\./);
  expect(server.asked.length).toBeGreaterThan(0);
});
