import { afterEach, beforeEach, expect, test } from "vitest";
import { readLine } from "../../../src/lab/bench/feel/readLine.ts";
import { ModelServer, type SeenRequest } from "../../support/modelServer.ts";
import { startRecorder, stopRecorder, takeEvents } from "../../support/ui/inPage.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

/** Nothing in the open files goes on like this. */
const typed = (name: string) => `  const ${name} = `;

/** Each test has one of its own, and so a client that knows nothing of earlier failures and answers. */
let server: ModelServer;
const vsCode = useSharedVsCode({
  files: typeScriptStores.finished,
  settings: {
    "hunch.model.protocol": "openai-suffix",
    "hunch.model.name": "tiny",
    "hunch.model.maxRequestsPerDay": 2_000,
    "hunch.ask.baseUrl": "http://127.0.0.1:11", // No other test asks there.
    "hunch.ask.name": "talker",
    "hunch.completion.waitForModel": 10_000, // The embedded engine may have a word of its own, and is faster.
  },
});

beforeEach(async () => {
  server = await ModelServer.start({ answer: () => ({ chunks: ["fore", "cast();"] }) });
  await vsCode().probe.set("hunch.model.baseUrl", server.url);
  await openBegun(vsCode(), typeScriptStores);
});
afterEach(() => server.close());

test("the request leaves with the text before and after the cursor and snippets, and its answer is shown", async () => {
  const editor = vsCode();
  expect(await editor.complete(typed("weather"))).toBe("forecast();");
  const asked = server.asked.find((each) => String(each.body["prompt"]).endsWith(typed("weather")));
  const { path, headers, body } = asked ?? expect.fail("nothing was asked");
  expect(path).toBe("/v1/completions");
  expect(body).toMatchObject({ model: "tiny", stream: true, temperature: 0 });
  expect(String(body["prompt"])).toMatch(/loadTickets\(customer[\s\S]*\n {2}const weather = $/);
  expect(String(body["prompt"])).toContain("orders.ts");
  expect(String(body["suffix"])).toContain("connection.release();");
  expect(headers["authorization"]).toBeUndefined();
  await editor.press("Tab");
  await editor.until("the answer stands", async () =>
    (await editor.editor()).text.includes(`\n${typed("weather")}forecast();\n`),
  );
});

test("what follows an accepted suggestion was asked while it was read, and is shown without asking again", async () => {
  const editor = vsCode();
  const asks = (text: string) => server.asked.filter(({ body }) => String(body["prompt"]).endsWith(text));
  server.answer = ({ body }) => ({ chunks: [/gale = $/.test(String(body["prompt"])) ? "forecast" : ".tomorrow();"] });
  expect(await editor.complete(typed("gale"))).toBe("forecast");
  await server.until(() => asks("gale = forecast").some(({ finished }) => finished));
  await editor.press("Tab");
  await editor.until("what follows is shown", async () => (await editor.ghostText()) === ".tomorrow();");
  expect(asks("gale = forecast")).toHaveLength(1);
});

test("the inspector tells what each server got today, how fast it is, and what a request cost", async () => {
  const editor = vsCode();
  expect(await editor.complete(typed("breeze"))).toBe("forecast();");
  await editor.runCommand("Hunch: Explain Suggestions");
  const { panel } = editor;
  const told = (text: RegExp) => panel.locator(".server", { hasText: text }).waitFor();
  await told(
    /Today http:\/\/127\.0\.0\.1:\d+ got \d+ of at most 2,000 requests: .*It begins to answer after [\d.]+ m?s/,
  );
  await told(/Today http:\/\/127\.0\.0\.1:11 \(for questions\) got 0 of at most 2,000 requests/);
  const offered = panel.locator("details", { has: panel.locator(".outcome.offered") }).first();
  await offered.locator("summary").click();
  expect(await offered.locator(".facts").textContent()).toMatch(/First tokenafter/);
  await editor.screenshot("inspector-servers");
});

test("typing on aborts a request that does not agree any more; the server sees the disconnect", async () => {
  const editor = vsCode();
  server.answer = () => ({ chunks: [], fault: { kind: "stallAfterHeaders" } });
  await editor.type(typed("climate"));
  await server.until(({ asked }) => asked.length > 0);
  server.answer = () => ({ chunks: ["quick()"] });
  await editor.press("Enter");
  await server.until(({ asked }) => asked.every(({ disconnected, finished }) => disconnected || finished));
  expect(server.asked[0]).toMatchObject({ disconnected: true, finished: false });
  const events = await editor.probe.events();
  expect(events.filter((event) => event.kind === "request" && event.reason === "timeout")).toEqual([]);
});

test("an answer that comes after VS Code has stopped waiting and opened its list is shown, and was asked for once", async () => {
  const editor = vsCode();
  const isMeant = ({ body }: SeenRequest) => String(body["prompt"]).endsWith("= encodeU");
  // VS Code waits for 750 ms. Nothing else that is asked, while a slow machine types or for an item of the list, takes part.
  server.answer = (request) =>
    isMeant(request) ? { chunks: ["Slowly(customer);"], firstDelayMs: 1_500 } : { chunks: [] };
  const asked = () => server.asked.filter(isMeant);
  await editor.type("  const rest = encodeU"); // Only the server may suggest something: no file has such a word.
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

test("a bracket that the editor closes while it is typed changes nothing of what is shown, and Tab inserts just that", async () => {
  const editor = vsCode();
  const answer = "const weigh = (ticket: Ticket): number => {\n    return ticket.weight;\n  };";
  server.answer = () => ({ chunks: [answer] });
  expect(await editor.complete("  // Weighs it.\n")).toBe(answer);
  await startRecorder(editor.page);
  const keys = [..."const weigh = (t"];
  for (const key of keys) {
    await editor.press(key);
    await editor.whenAnswered();
  }
  await stopRecorder(editor.page);
  const drawn = readLine(await takeEvents(editor.page), {
    text: keys.join(""),
    isRight: () => false,
    faultsOf: () => ({ unbalanced: false, unbalancedByParser: undefined, alreadyThere: false, secret: false }),
  });
  expect(drawn.offers).toMatchObject([{ text: answer, goneWithoutKey: false, flickers: 0 }]);
  expect((await editor.editor()).text).toContain("  const weigh = (t)\n");
  await editor.screenshot("closed-bracket");
  await editor.press("Tab");
  await editor.until("the answer stands", async () =>
    (await editor.editor()).text.includes(`\n  // Weighs it.\n  ${answer}\n`),
  );
  expect(server.asked.filter(({ body }) => /Weighs it\.\n\s*c[^}]*$/.test(String(body["prompt"])))).toEqual([]);
});

test("a server that answers rubbish costs nothing but a sign in the status bar", async () => {
  const editor = vsCode();
  server.answer = () => ({ chunks: ["x"], fault: { kind: "webPage" } });
  await editor.type(typed("season"));
  await editor.until("the status bar tells of trouble", async () =>
    /does not speak this protocol/.test(await editor.statusBarLabel()),
  );
  await editor.whenAnswered();
  expect((await editor.ghostText()) ?? "").not.toContain("<"); // The engine may have a word of its own.
});

test("a server that is down leaves the embedded engine at work", async () => {
  const editor = vsCode();
  await server.close();
  const shown = await editor.complete(typeScriptStores.typed);
  expect(typeScriptStores.rest.startsWith(shown)).toBe(true);
});
