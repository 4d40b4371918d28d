import { afterEach, beforeEach, expect, test } from "vitest";
import { createGate, type Gate } from "../../support/gate.ts";
import { ModelServer } from "../../support/modelServer.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

let server: ModelServer;
let gate: Gate;
let text = "";
const vsCode = useSharedVsCode({
  files: typeScriptStores.finished,
  settings: {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.name": "tiny",
    "hunch.model.maxRequestsPerDay": 2_000,
    "hunch.completion.waitForModel": 10_000, // The embedded engine may have a word of its own, and is faster.
  },
});

/** Types a word, whose answer comes once VS Code has stopped waiting for it and opened its list. */
beforeEach(async () => {
  const editor = vsCode();
  gate = createGate();
  server = await ModelServer.start({
    answer: ({ body }) =>
      String(body["prompt"]).endsWith("= open") ? { chunks: [text], after: gate.opened } : { chunks: [] },
  });
  await editor.probe.set("hunch.model.baseUrl", server.url);
  await openBegun(editor, typeScriptStores);
  await editor.type("  const rest = open");
  await editor.suggestList.waitFor();
  await server.until(({ asked }) => asked.some(({ body }) => String(body["prompt"]).endsWith("= open")));
});
afterEach(async () => {
  gate.open();
  await server.close();
});

const isOffered = async (event: "shown" | "request") =>
  (await vsCode().probe.events()).filter((each) => each.kind === event && each.source === "server");

test("an answer that comes after VS Code has opened its list appears once the list is closed", async () => {
  const editor = vsCode();
  const shownBefore = (await isOffered("shown")).length;
  text = "Slowly(customer);";
  gate.open();
  await editor.until("the answer was asked for again", async () => (await isOffered("request")).length > 0);
  await editor.closeSuggestList();
  expect(await editor.waitForGhostText()).toBe("Slowly(customer);");
  await editor.until("it counts as seen, with its whole time", async () => {
    const shown = (await isOffered("shown")).slice(shownBefore);
    return shown.some((event) => event.kind === "shown" && event.latencyMs >= 750 && event.trigger === "automatic");
  });
  await editor.press("Tab");
  await editor.until("it stands", async () =>
    (await editor.editor()).text.includes("\n  const rest = openSlowly(customer);\n"),
  );
  expect(server.asked.filter(({ body }) => String(body["prompt"]).endsWith("= open"))).toHaveLength(1);
});

test("a request of a place that was left is aborted", async () => {
  const editor = vsCode();
  await editor.closeSuggestList();
  await editor.press("ArrowUp");
  await server.until(({ asked }) =>
    asked.some(({ body, disconnected }) => String(body["prompt"]).endsWith("= open") && disconnected),
  );
});
