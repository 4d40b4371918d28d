import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelServer, type SeenRequest } from "../../support/modelServer.ts";
import { lastMessageOf, rewriteRegion } from "../../support/rewriteRegion.ts";
import { drawnTexts, makeEdits, waitForNextEdit } from "../../support/ui/nextEdits.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

const code = `function price(count: number): number {
  const base = 12;
  return base * count;
}

console.log("done");
`;
const edited = code.replace("count: number)", "count: number, tax: number)");
const finished = edited.replace("base * count;", "base * count * (1 + tax);");

/** Each test has a server and a file of its own, and so nothing that was refused before. */
let server: ModelServer;
let run = 0;
let path = "";
const vsCode = useSharedVsCode({
  files: {},
  settings: {
    "hunch.model.protocol": "openai-chat",
    "hunch.model.name": "talker",
    "hunch.model.nextEdits": true,
    "hunch.completion.trigger": "onDemand",
    "editor.autoClosingBrackets": "never",
    "editor.autoSurround": "never",
    "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
    "editor.parameterHints.enabled": false,
    "editor.detectIndentation": false,
    "editor.tabSize": 2,
  },
});

const promptOf = ({ body }: SeenRequest) => JSON.stringify(body["messages"]);

beforeEach(async () => {
  run++;
  path = `price${run}.ts`;
  server = await ModelServer.start({
    answer: (request) => ({
      chunks: [
        rewriteRegion(lastMessageOf(request), (region) => region.replace("base * count;", "base * count * (1 + tax);")),
      ],
    }),
  });
  await vsCode().probe.set("hunch.model.baseUrl", server.url);
  await vsCode().write(path, code);
  await vsCode().open(path);
});
afterEach(() => server.close());

const text = async () => (await vsCode().editor()).text;
const addParameter = () => makeEdits(vsCode(), [{ path, line: 0, old: "number)", now: "number, tax: number)" }]);

test("where no rule applies the model's edit is drawn, Tab goes there, Tab applies it, and the inspector names the model", async () => {
  const editor = vsCode();
  await addParameter();
  await waitForNextEdit(editor, "the model's edit is drawn", ({ line }) => line === 2);
  expect(await text()).toBe(edited);
  expect(promptOf(server.asked.at(-1) ?? expect.fail("nothing was asked"))).toContain(
    "+function price(count: number, tax",
  );
  expect((await drawnTexts(editor)).join("")).toContain("* (1 + tax)");
  await editor.screenshot("next-edit-by-model");
  await editor.press("Tab");
  await waitForNextEdit(editor, "the cursor is there", ({ key }) => key === "here");
  expect(await text()).toBe(edited);
  await editor.press("Tab");
  await editor.until("the edit is applied", async () => (await text()) !== edited);
  expect(await text()).toBe(finished);
  await editor.runCommand("Hunch: Explain Suggestions");
  await editor.panel.locator("details[data-id^='next'] summary").first().click();
  await editor.panel.locator(".reason", { hasText: "talker at 127.0.0.1" }).waitFor();
  await editor.screenshot("next-edit-by-model-inspector");
});

test("with the server down nothing is drawn, the status bar says so, and typing and Tab are unhindered", async () => {
  const editor = vsCode();
  await server.close();
  await addParameter();
  await editor.until("the status bar says so", async () => /Next edits: /.test(await editor.statusBarLabel()));
  expect(await editor.probe.nextEdit()).toBeUndefined();
  await editor.goTo(6, 21);
  await editor.type("\nafter();");
  await editor.press("Tab");
  await editor.until("a tab is inserted", async () => /\nafter\(\);\s+\n/.test(await text()));
  expect((await text()).replace(/after\(\);\s+\n/, "")).toBe(edited);
  expect(await editor.probe.nextEdit()).toBeUndefined();
});

test("a question that the next edit makes pointless is aborted, and its answer is never drawn", async () => {
  const editor = vsCode();
  const { answer } = server;
  server.answer = () => ({ chunks: ["<region>\n"], fault: { kind: "stallInside" } });
  await addParameter();
  await server.until(({ asked }) => asked.length > 0);
  server.answer = answer;
  await editor.goTo(6, 1);
  await editor.type("// later");
  await server.until(({ asked }) => asked[0]?.disconnected === true);
  await waitForNextEdit(editor, "the edit of the second answer is drawn", ({ line }) => line === 2);
  await editor.press("Escape");
  await editor.until("nothing is drawn", async () => (await editor.probe.nextEdit()) === undefined);
});
