import { afterEach, beforeEach, expect, test } from "vitest";
import { ModelEdits } from "../../../src/app/nextEdit/modelEdits.ts";
import { nextEditRequest } from "../../../src/app/nextEdit/nextEditRequest.ts";
import type { ModelWarning } from "../../../src/app/servers/modelWarnings.ts";
import type { ServerSettings } from "../../../src/app/servers/serverSettings.ts";
import { Servers } from "../../../src/app/servers/servers.ts";
import type { EditAnswer } from "../../../src/core/nextEdit/model/askForEdit.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { ManualClock, MemorySecrets, memoryLineFiles } from "../../support/fakePorts.ts";
import { ModelServer } from "../../support/modelServer.ts";
import { Editor } from "../../support/nextEditEditor.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

interface Choice {
  readonly model?: Partial<ServerSettings["model"]>;
  readonly ask?: Partial<ServerSettings["ask"]>;
}

function connect({ model, ask }: Choice = {}) {
  const clock = new ManualClock();
  const settings: ServerSettings = {
    model: {
      protocol: "openai-chat",
      baseUrl: server.url,
      name: "talker",
      fimFamily: "auto",
      maxRequestsPerDay: 0,
      prefetch: "never",
      prediction: false,
      delay: "balanced",
      nextEdits: true,
      nextEditName: "",
      ...model,
    },
    ask: { baseUrl: "", name: "", embeddingsModel: "", embeddingsFrom: "server", embedWorkspace: false, ...ask },
  };
  const warnings: ModelWarning[] = [];
  const servers = new Servers({
    settings: () => settings,
    isTrusted: () => true,
    usageFiles: memoryLineFiles(),
    secrets: new MemorySecrets(),
    clock,
    fetch: (url, init) => fetch(url, init),
    warn: () => undefined,
    onWarning: (warning) => warnings.push(warning),
  });
  const answers: EditAnswer[] = [];
  const errors: unknown[] = [];
  const modelEdits = new ModelEdits({
    model: () => servers.nextEdits(),
    redact,
    pathOf: (uri) => uri,
    clock,
    onEnded: (answer) => answers.push(answer),
    onError: (error) => errors.push(error),
  });
  return { servers, clock, warnings, answers, errors, modelEdits, editor: new Editor(0.5, 0.9, modelEdits) };
}

type Connected = ReturnType<typeof connect>;

const code = ["interface Page {", "  size: number;", "}", "", "const first = page(1);", "", "export default offset;"];
const answered = code
  .with(1, "  total: number;")
  .with(4, "const first = page(1, 0);")
  .with(6, "export default offset + total;");
const region = (lines: readonly string[]) => ({ chunks: [`<region>\n${lines.join("\n")}\n</region>`] });

/** Types a change that repeats nothing, and waits until the model's answer has been read. */
async function edit({ editor, answers }: Connected, lines = code): Promise<void> {
  const before = answers.length;
  editor.open("a.ts", lines).type(1, "  total: number;");
  await editor.rest();
  await answerOf({ editor, answers }, before);
}

async function answerOf({ editor, answers }: Pick<Connected, "editor" | "answers">, before: number): Promise<void> {
  await expect.poll(() => answers.length, { timeout: 60_000 }).toBeGreaterThan(before);
  await editor.settle();
}

test("where the rules propose nothing the model is asked once, its edits are shown, and Tab applies one after another", async () => {
  const connected = connect();
  const { editor } = connected;
  server.answer = () => region(answered);
  await edit(connected);
  expect(server.asked).toHaveLength(1);
  expect(JSON.stringify(server.asked[0]?.body)).toContain("+  total: number;");
  expect(editor.shown).toMatchObject({ key: "away", model: expect.stringContaining("talker"), applicable: 2 });
  expect(editor.shown).toMatchObject({
    proposal: { line: 4, newLines: ["const first = page(1, 0);"], confidence: undefined },
  });
  expect(editor.shown?.examples).toEqual([expect.objectContaining({ newLines: ["  total: number;"] })]);
  await editor.take();
  editor.letTimePass();
  await editor.take();
  expect(editor.linesOf("a.ts")[4]).toBe("const first = page(1, 0);");
  const { source, confidence, outcome } =
    editor.events.find((each) => each.kind === "ended") ?? expect.fail("no event");
  expect({ source, confidence, outcome }).toEqual({
    source: "nextEditModel",
    confidence: undefined,
    outcome: "accepted",
  });
  expect(editor.shown).toMatchObject({ model: expect.any(String), proposal: { line: 6 } });
  await editor.take();
  await editor.take();
  expect(editor.linesOf("a.ts")).toEqual(answered);
});

test("all edits of an answer can be applied at once", async () => {
  const connected = connect();
  server.answer = () => region(answered);
  await edit(connected);
  await connected.editor.nextEdits.applyAll();
  expect(connected.editor.previewed.map(({ replacement }) => replacement.startLine)).toEqual([4, 6]);
});

test("the rules answer first: then no model is asked", async () => {
  const { editor } = connect();
  await editor.open("a.ts", ["const sum = 1;", "", "print(sum);"]).type(0, "const total = 1;").rest();
  expect(editor.shown).toMatchObject({ model: undefined, proposal: { line: 2 } });
  expect(server.asked).toEqual([]);
});

test("nothing is sent about a document that was closed before its edit was over", async () => {
  const { editor, modelEdits } = connect();
  editor.open("a.ts", code).type(1, "  total: number;").close("a.ts", answered);
  await editor.rest();
  expect(modelEdits.isAsking).toBe(false);
});

test("nothing is sent unless the user turned it on, while next edits are off, or without an edit", async () => {
  const off = connect({ model: { nextEdits: false } });
  await off.editor.open("a.ts", code).type(1, "  total: number;").rest();
  const { modelEdits } = connect();
  const silent = new Editor("off", 0.9, modelEdits);
  await silent.open("a.ts", code).type(1, "  total: number;").rest();
  const { editor } = connect();
  await editor.open("a.ts", code).move(3).rest();
  const tool = connect().editor;
  await tool.open("a.ts", code).tool(1, "  total: number;").rest();
  expect(server.requests).toEqual([]);
});

test("the next edit withdraws the question, and a late answer is not shown", async () => {
  const connected = connect();
  const { editor, answers } = connected;
  server.answer = () => ({ ...region(answered), fault: { kind: "stallInside" } });
  await editor.open("a.ts", code).type(1, "  total: number;").rest();
  await server.until(({ asked }) => asked.length === 1);
  expect(editor.nextEdits.isSettled).toBe(false);
  editor.type(1, "  total: bigint;");
  await server.until(({ running }) => running.length === 0);
  await answerOf(connected, 0);
  expect(answers.map(({ result }) => result.kind)).toEqual(["aborted"]);
  expect(editor.drawn).toEqual([]);
  server.answer = () => region(answered.with(1, "  total: bigint;"));
  await editor.rest();
  await answerOf(connected, 1);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
});

test("Escape forgets the answer, and the same edit is never proposed again", async () => {
  const connected = connect();
  const { editor } = connected;
  server.answer = () => region(answered);
  await edit(connected);
  editor.nextEdits.dismiss();
  await editor.move(3).rest();
  expect(editor.shown).toBeUndefined();
  expect(server.asked).toHaveLength(1);
  editor.type(1, "  total:  number;");
  server.answer = () => region(answered.with(1, "  total:  number;"));
  await editor.rest();
  await answerOf(connected, 1);
  expect(editor.shown).toMatchObject({ model: expect.any(String), proposal: { line: 6 } });
});

test("an answer that comes while Tab would indent is shown when it would not", async () => {
  const connected = connect();
  const { editor, answers } = connected;
  let send: () => void = () => undefined;
  const after = new Promise<void>((resolve) => {
    send = resolve;
  });
  server.answer = () => ({ ...region(answered), after });
  await editor.open("a.ts", code).type(1, "  total: number;").rest();
  await server.until(({ asked }) => asked.length === 1);
  editor.move(3, 0);
  send();
  await answerOf({ editor, answers }, 0);
  expect(editor.drawn).toEqual([]);
  await editor.move(2).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
  expect(server.asked).toHaveLength(1);
});

test("an undo is no reason to ask, and a proposal that was undone is not made again", async () => {
  const connected = connect();
  const { editor } = connected;
  server.answer = () => region(answered.with(6, code[6] ?? ""));
  await edit(connected);
  await editor.take();
  server.answer = () => region(answered.with(6, code[6] ?? ""));
  await editor.take();
  await expect.poll(() => connected.answers.length, { timeout: 60_000 }).toBe(2);
  await editor.type(4, code[4] ?? "", { isUndoOrRedo: true }).rest();
  expect(server.asked).toHaveLength(2);
  expect(editor.shown).toBeUndefined();
});

test.each(["stallBefore", "stallInside"] as const)(
  "a server that stalls (%s) is given up after half a minute",
  async (kind) => {
    const connected = connect();
    const { editor, clock, errors } = connected;
    server.answer = () => ({ ...region(answered), fault: { kind } });
    await editor.open("a.ts", code).type(1, "  total: number;").rest();
    await server.until(({ asked }) => asked.length === 1);
    clock.advance(30_000);
    await server.until(({ running }) => running.length === 0);
    await expect.poll(() => editor.nextEdits.isSettled, { timeout: 60_000 }).toBe(true);
    expect([editor.drawn, errors]).toEqual([[], []]);
  },
);

test.each([
  { kind: "cutInside" },
  { kind: "closeEarly" },
  { kind: "malformed" },
  { kind: "errorInside" },
  { kind: "empty" },
  { kind: "webPage" },
  { kind: "notAStream" },
  { kind: "status", status: 500 },
  { kind: "status", status: 401 },
] as const)("a server that fails ($kind) shows nothing, throws nothing, and is paused", async (fault) => {
  const connected = connect();
  const { editor, errors, servers } = connected;
  server.answer = () => ({ chunks: ["<region>\ninterface", " Page {"], fault });
  await edit(connected);
  expect(editor.drawn).toEqual([]);
  expect(errors).toEqual([]);
  if (fault.kind === "status") expect(servers.health.current.nextEdits.kind).toBe("unhealthy");
  expect(servers.health.current.completions.kind).toBe("healthy");
});

test("a server that is down is asked less and less often, and typing goes on", async () => {
  const connected = connect({ model: { baseUrl: "http://127.0.0.1:9" } });
  const { editor, servers, answers } = connected;
  await edit(connected);
  for (const total of ["a", "b", "c"]) {
    editor.type(1, `  total: ${total};`);
    const before = answers.length;
    await editor.rest();
    await answerOf(connected, before);
  }
  expect(answers.map(({ isSent }) => isSent)).toEqual([true, true, false, false]);
  const { nextEdits } = servers.health.current;
  expect(nextEdits.kind === "unhealthy" && nextEdits.error.kind).toBe("unreachable");
  expect(editor.linesOf("a.ts")[1]).toBe("  total: c;");
  expect(editor.drawn).toEqual([]);
});

test.each([
  [[""], "empty"],
  [["Sure, I can help."], "other"],
  [["<region>\nconst a = 1;<document>\n</region>"], "leakedMarker"],
  [[`<region>\n${code.with(1, "  total: number;").join("\n")}\n</region>`], undefined],
  [[`<region>\n${answered.join("\n")}\n</region>`], undefined],
] as const)("the journal says what was wrong with an answer: %j → %s", async (chunks, failure) => {
  const connected = connect();
  server.answer = () => ({ chunks });
  await edit(connected);
  const [answer] = connected.answers;
  expect(answer && nextEditRequest(answer, "typescript", 0)?.failure).toBe(failure);
});

test("turned on without a model to ask, it says so once", async () => {
  const connected = connect({ model: { protocol: "none" } });
  await connected.editor.open("a.ts", code).type(1, "  total: number;").rest();
  connected.clock.advance(1_000);
  connected.servers.reset();
  await connected.editor.type(1, "  total: bigint;").rest();
  connected.clock.advance(1_000);
  expect(connected.warnings.map(({ kind }) => kind)).toEqual(["noNextEditModel"]);
  const asked = connect();
  await asked.editor.open("a.ts", code).type(1, "  total: number;").rest();
  asked.clock.advance(1_000);
  expect(asked.warnings).toEqual([]);
});

test("the day's limit holds for next edits, too", async () => {
  const connected = connect({ model: { maxRequestsPerDay: 1 } });
  server.answer = () => region(code.with(1, "  total: number;"));
  await edit(connected);
  connected.editor.type(1, "  total: bigint;");
  await connected.editor.rest();
  await answerOf(connected, 1);
  const [sent, refused] = connected.answers;
  expect(refused).toMatchObject({ isSent: false, result: { kind: "failed", reason: "rateLimited" } });
  expect(sent && nextEditRequest(sent, "typescript", 7)).toMatchObject({ at: 7, trigger: "nextEdit" });
  expect(refused && nextEditRequest(refused, "typescript", 7)).toBeUndefined();
  expect(server.asked).toHaveLength(1);
});

test("what leaves the machine holds no secret, and nothing of a file without an edit", async () => {
  const secret = "sk-proj-Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MGFiY2RlZg";
  const connected = connect();
  const { editor } = connected;
  editor.open("other.ts", ["const canary = 1;"]);
  const far = Array.from({ length: 30 }, (_, at) => `step(${at});`);
  await edit(connected, [...code, ...far, `const apiKey = "${secret}";`]);
  const sent = JSON.stringify(server.asked[0]?.body);
  expect(sent).not.toContain(secret);
  expect(sent).not.toContain("canary");
  expect(connected.answers[0]?.prompt?.redactions).toBeGreaterThan(0);
});

test("edits in a file for which Hunch was turned off are not sent from another", async () => {
  const connected = connect();
  const { editor } = connected;
  editor.open("other.ts", ["const first = 1;", "const second = 2;"]).type(1, "const canary = 3;");
  editor.off = ["other.ts"];
  await edit(connected);
  const sent = JSON.stringify(server.asked[0]?.body);
  expect(sent).toContain("+  total: number;");
  expect(sent).not.toContain("canary");
});

test("what is written while next edits are off is neither learnt from nor sent later, from this file or another", async () => {
  const connected = connect();
  const { editor } = connected;
  editor.open("other.ts", ["const first = 1;", "const second = 2;"]);
  editor.off = ["other.ts", "a.ts"];
  editor.type(1, "const canary = 3;");
  editor.open("a.ts", code).type(3, "const secondCanary = 4;");
  editor.off = [];
  await edit(connected, code.with(3, "const secondCanary = 4;"));
  const sent = JSON.stringify(server.asked[0]?.body);
  expect(sent).toContain("+  total: number;");
  expect(sent).not.toContain("canary");
  expect(sent).not.toContain("+const secondCanary");
});

test("a model's edit that is drawn is hidden when the model is turned off, and one of the rules is not", async () => {
  const connected = connect();
  server.answer = () => region(answered);
  await edit(connected);
  expect(connected.editor.shown).toMatchObject({ model: expect.any(String) });
  connected.editor.nextEdits.modelChanged();
  expect(connected.editor.shown).toBeUndefined();
  const { editor } = connect();
  await editor.open("a.ts", ["const sum = 1;", "", "print(sum);"]).type(0, "const total = 1;").rest();
  editor.nextEdits.modelChanged();
  expect(editor.shown).toMatchObject({ proposal: { line: 2 } });
});

test("a change of white space between others is no step of its own, and comes with all of them", async () => {
  const connected = connect();
  const { editor } = connected;
  const lines = code.with(5, "call( 1 );");
  server.answer = () => region(answered.with(5, "call(1);").with(3, ""));
  await edit(connected, lines);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
  server.answer = () => region(lines.with(1, "  total: number;").with(5, "call(1);"));
  const alone = connect();
  await edit(alone, lines);
  expect(alone.editor.shown).toBeUndefined();
});

test("an edit-prediction model gets its own format as a whole prompt, by every protocol that takes one", async () => {
  const models = [
    ["openai-fim", "sweep-next-edit-1.5b", /\/v1\/completions$/],
    ["ollama", "zeta:7b", /\/api\/generate$/],
    ["llamacpp", "zeta", /\/v1\/completions$/],
  ] as const;
  for (const [protocol, name, path] of models) {
    const connected = connect({ model: { protocol, name } });
    const text = answered.join("\n");
    server.answer = () => ({
      chunks: [name.startsWith("zeta") ? `<|editable_region_start|>\n${text}\n<|editable_region_end|>` : text],
    });
    await edit(connected);
    const request = server.asked.at(-1);
    expect(request?.path).toMatch(path);
    expect(request?.body).toMatchObject({ model: name, stream: true });
    expect(String(request?.body["prompt"])).toMatch(
      name.startsWith("zeta") ? /^### Instruction:/ : /^<\|file_sep\|>a\.ts/,
    );
    expect(connected.editor.shown).toMatchObject({ proposal: { line: 4 } });
  }
});

test("a model that only fills in the middle is not asked; Ask's chat model is, or the one that is named", async () => {
  const fim = { protocol: "openai-fim", name: "qwen2.5-coder" } as const;
  const alone = connect({ model: fim });
  await alone.editor.open("a.ts", code).type(1, "  total: number;").rest();
  expect(alone.servers.nextEdits()).toBeUndefined();
  expect(connect({ model: fim, ask: { name: "talker" } }).servers.nextEdits()).toMatchObject({ format: "chat" });
  expect(connect({ model: fim, ask: { baseUrl: server.url, name: "talker" } }).servers.nextEdits()?.format).toBe(
    "chat",
  );
  const named = connect({ model: { ...fim, nextEditName: "sweep-next-edit-7b" } }).servers.nextEdits();
  expect(named).toMatchObject({ format: "sweep", label: expect.stringContaining("sweep-next-edit-7b") });
  expect(connect({ model: { protocol: "mistral", nextEditName: "zeta" } }).servers.nextEdits()?.format).toBe("chat");
  expect(connect({ model: { protocol: "none", nextEditName: "zeta" } }).servers.nextEdits()).toBeUndefined();
  expect(connect({ model: { protocol: "transformers", nextEditName: "zeta" } }).servers.nextEdits()).toBeUndefined();
  expect(server.requests).toEqual([]);
});

test("a model's edit comes back without another question: from an editor that is not followed, and after a tool moved it", async () => {
  const connected = connect();
  const { editor } = connected;
  server.answer = () => region(answered);
  await edit(connected);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
  editor.nextEdits.left();
  expect(editor.shown).toBeUndefined();
  await editor.move(1).rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 4 }, applicable: 2 });
  editor.tool(3, "\n");
  expect(editor.shown).toBeUndefined();
  await editor.rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 5 }, applicable: 2 });
  editor.tool(5, "const first = page(2);");
  await editor.rest();
  expect(editor.shown).toMatchObject({ proposal: { line: 7 } });
  expect(server.asked).toHaveLength(1);
});

test("a model is asked about an edit although a formatter changed the document before it was over", async () => {
  const connected = connect();
  const { editor, answers } = connected;
  server.answer = () => region(answered);
  await editor.open("a.ts", code).type(1, "  total: number;").tool(3, "").rest();
  await answerOf({ editor, answers }, 0);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
});

test("typing on at the same edit refuses nothing: the same answer is shown again after it", async () => {
  const connected = connect();
  const { editor, answers } = connected;
  server.answer = () => region(answered.with(1, editor.linesOf("a.ts")[1] ?? ""));
  await edit(connected);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
  editor.type(1, "  total: number; // all");
  expect(editor.shown).toBeUndefined();
  await editor.rest();
  await answerOf({ editor, answers }, 1);
  expect(editor.shown).toMatchObject({ proposal: { line: 4 } });
});
