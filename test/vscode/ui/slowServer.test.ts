import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelServer } from "../../support/modelServer.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

let server: ModelServer;
const vsCode = useSharedVsCode({
  files: typeScriptStores.finished,
  settings: {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.name": "tiny",
    "hunch.model.maxRequestsPerDay": 2_000,
  },
});
/** Requests for what was typed. */
const asked = () => server.asked.filter(({ body }) => String(body["prompt"]).endsWith("= encodeU"));

/** VS Code stops waiting after 750 ms and opens its list. */
beforeEach(async () => {
  server = await ModelServer.start({ answer: () => ({ chunks: ["Slowly(customer);"], firstDelayMs: 1_500 }) });
  await vsCode().probe.set("hunch.model.baseUrl", server.url);
  await openBegun(vsCode(), typeScriptStores);
  await vsCode().type("  const rest = encodeU"); // Only the server may suggest something: no file has such a word.
  await server.until(() => asked().length > 0);
});
afterEach(() => server.close());

test("an answer that VS Code has not waited for is shown, and was asked for once", async () => {
  const editor = vsCode();
  await server.until(() => asked().some(({ finished }) => finished));
  await editor.until("ghost text can be seen without the list", async () => {
    await editor.closeSuggestList();
    return (await editor.ghostText()) === "Slowly(customer);";
  });
  const offered = (await editor.probe.events()).filter(({ kind }) => kind === "request").at(-1);
  expect(offered).toMatchObject({ outcome: "offered", source: "server", trigger: "automatic" });
  await editor.press("Tab");
  await editor.until("it stands", async () =>
    (await editor.editor()).text.includes("\n  const rest = encodeUSlowly(customer);\n"),
  );
  expect(asked()).toHaveLength(1);
});
