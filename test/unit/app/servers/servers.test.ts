import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import type { EmbedInEditor } from "../../../../src/app/servers/connectEditorEmbeddings.ts";
import type { ModelWarning } from "../../../../src/app/servers/modelWarnings.ts";
import { openDailyUsage } from "../../../../src/app/servers/openDailyUsage.ts";
import type { ServerSettings } from "../../../../src/app/servers/serverSettings.ts";
import { Servers } from "../../../../src/app/servers/servers.ts";
import { ServerAnswers } from "../../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../../src/core/completion/suggestionMemory.ts";
import { usualPrompt } from "../../../../src/core/prompt/promptChoices.ts";
import { createRuleContext } from "../../../../src/core/rules/ruleContext.ts";
import { ModelError } from "../../../../src/core/types/model.ts";
import { english } from "../../../../src/core/types/translate.ts";
import { localDay } from "../../../../src/core/util/localDay.ts";
import { sampleLimits, sampleParts } from "../../../support/askServer.ts";
import { at } from "../../../support/at.ts";
import { ManualClock, MemorySecrets, memoryLineFiles } from "../../../support/fakePorts.ts";
import { ModelServer } from "../../../support/modelServer.ts";

let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start({ models: ["coder", "talker"] });
});
afterEach(() => server.close());

interface Changes {
  readonly model?: Partial<ServerSettings["model"]>;
  readonly ask?: Partial<ServerSettings["ask"]>;
}

function settingsOf({ model, ask }: Changes): ServerSettings {
  return {
    model: {
      protocol: "openai-suffix",
      baseUrl: server.url,
      name: "coder",
      fimFamily: "auto",
      maxRequestsPerDay: 0,
      prefetch: "thisMachine",
      prediction: false,
      delay: "balanced",
      nextEdits: false,
      nextEditName: "",
      ...model,
    },
    ask: { baseUrl: "", name: "", embeddingsModel: "", embeddingsFrom: "server", embedWorkspace: false, ...ask },
  };
}

/** Servers over ports in memory, and what they reported. */
function create(changes: Changes = {}, embedInEditor?: EmbedInEditor) {
  const clock = new ManualClock();
  const usageFiles = memoryLineFiles();
  const secrets = new MemorySecrets();
  const state = { settings: settingsOf(changes), isTrusted: true };
  const log: string[] = [];
  const warnings: ModelWarning[] = [];
  const servers = new Servers({
    settings: () => state.settings,
    isTrusted: () => state.isTrusted,
    ...(embedInEditor && { embedInEditor }),
    usageFiles,
    secrets,
    clock,
    fetch: (url, init) => fetch(url, init),
    warn: (sentence) => void log.push(sentence),
    onWarning: (warning) => void warnings.push(warning),
  });
  const change = (next: Changes) => {
    state.settings = settingsOf(next);
    servers.reset();
  };
  return { servers, clock, usageFiles, secrets, state, log, warnings, change };
}

const { signal } = new AbortController();

/** The completion server's answer. */
async function complete(servers: Servers): Promise<string> {
  const { model } = servers.completionServer() ?? expect.fail("no completion server");
  let text = "";
  for await (const chunk of model.stream(sampleParts, sampleLimits, () => undefined, signal)) text += chunk;
  return text;
}

/** The chat model's answer. */
async function chat(servers: Servers): Promise<string> {
  const model = servers.chat() ?? expect.fail("no chat model");
  let text = "";
  for await (const chunk of model.stream([{ role: "user", content: "why" }], 8, () => undefined, signal)) text += chunk;
  return text;
}

const healthOf = ({ health }: Servers) => {
  const { completions, chat: questions, embeddings } = health.current;
  return [completions, questions, embeddings].map((each) => (each.kind === "healthy" ? "healthy" : each.error.kind));
};

test("a variant can ask another model at the same server and wait longer, without changing what others ask", async () => {
  const { servers } = create();
  server.answer = () => ({ chunks: ["x"] });
  const ask = async (wish: { readonly model?: string; readonly delay?: "short" | "long" }) => {
    const current = servers.completionServer(wish) ?? expect.fail("no completion server");
    for await (const _ of current.model.stream(sampleParts, sampleLimits, () => undefined, signal));
    return current;
  };
  await ask({});
  await ask({ model: "talker" });
  await ask({ model: "coder" });
  expect(server.asked.map(({ body }) => Object(body).model)).toEqual(["coder", "talker", "coder"]);
  const fresh = create().servers;
  const [short, long] = [fresh.completionServer({ delay: "short" }), fresh.completionServer({ delay: "long" })];
  expect(long?.delayMs()).toBeGreaterThan(short?.delayMs() ?? Number.POSITIVE_INFINITY);
});

test("without a protocol nothing is connected and nothing is sent", () => {
  const { servers } = create({ model: { protocol: "none" } });
  expect(servers.config()).toBeUndefined();
  expect(servers.completionServer()).toBeUndefined();
  expect([servers.chat(), servers.embed(), servers.preparation()]).toEqual([undefined, undefined, undefined]);
  expect(servers.today(english)).toEqual([]);
});

test("in an untrusted workspace nothing is connected, whatever is configured; trust connects it", () => {
  const { servers, state } = create({ ask: { name: "talker", embeddingsModel: "embed" } });
  state.isTrusted = false;
  expect(servers.config()).toBeUndefined();
  expect([servers.completionServer(), servers.chat(), servers.embed()]).toEqual([undefined, undefined, undefined]);
  state.isTrusted = true;
  servers.reset();
  expect(servers.completionServer()?.model.label).toContain("coder");
  expect(servers.chat()?.label).toContain("talker");
  expect(servers.embed()).toBeDefined();
});

test("the configured server completes, and the same client is used until a reset", async () => {
  const { servers, change } = create();
  const before = servers.completionServer()?.model;
  expect(await complete(servers)).toBe("answer");
  expect(servers.completionServer()?.model).toBe(before);
  change({ model: { name: "other" } });
  expect(servers.completionServer()?.model.label).toContain("other");
});

test("the key of an origin is sent to it, read once, and again after a change", async () => {
  await server.close();
  server = await ModelServer.start({ key: "right" });
  const { servers, secrets } = create();
  await servers.keys.set(server.url, " right ");
  expect(await complete(servers)).toBe("answer");
  expect(await complete(servers)).toBe("answer");
  expect(secrets.reads).toBe(1);
  secrets.kept.set(`hunch.apiKey:${server.url}`, "changed by another window");
  servers.keysChanged();
  await expect(complete(servers)).rejects.toMatchObject({ kind: "unauthorized" });
  await servers.keys.set(server.url, "");
  expect(secrets.kept.size).toBe(0);
});

test("a key that can't be read is a failure of that request alone", async () => {
  const { servers, secrets } = create();
  const get = secrets.get.bind(secrets);
  secrets.get = () => Promise.reject(new Error("the keyring is locked"));
  await expect(complete(servers)).rejects.toThrow();
  secrets.get = get;
  expect(await complete(servers)).toBe("answer");
});

test("a draft and requests in advance are sent where protocol and settings allow it", () => {
  const { servers, change } = create({ model: { prediction: true } });
  expect(servers.completionServer()).toMatchObject({ takesDraft: false, mayPrefetch: true });
  change({ model: { prediction: true, protocol: "openai-chat", prefetch: "never" } });
  expect(servers.completionServer()).toMatchObject({ takesDraft: true, mayPrefetch: false });
  change({ model: { protocol: "openai-chat", baseUrl: "https://models.example" } });
  expect(servers.completionServer()).toMatchObject({ takesDraft: false, mayPrefetch: false });
});

test("requests of all uses count for the day of their server, and the limit holds across restarts", async () => {
  const { servers, usageFiles, log } = create({
    model: { maxRequestsPerDay: 3 },
    ask: { name: "talker", embeddingsModel: "e" },
  });
  await complete(servers);
  await chat(servers);
  await servers.embed()?.(["text"], signal);
  expect(servers.today(english)).toMatchObject([{ server: server.url, use: "both", requests: 3, maxRequests: 3 }]);
  await expect(chat(servers)).rejects.toMatchObject({ kind: "rateLimited" });
  const restarted = openDailyUsage(usageFiles, new ManualClock(), (sentence) => expect.fail(sentence));
  await restarted.refresh();
  expect(restarted.today(server.url).requests).toBe(3);
  expect(log).toEqual([]);
});

test("a server of Ask's own is listed and counted by itself", async () => {
  await using other = await ModelServer.start();
  const { servers } = create({ ask: { baseUrl: other.url, name: "talker" } });
  await chat(servers);
  expect(servers.today(english).map(({ server: origin, use, requests }) => [origin, use, requests])).toEqual([
    [server.url, "completions", 0],
    [other.url, "questions", 1],
  ]);
});

test("a failing completion server is unhealthy until it answers; its failure is not Ask's", async () => {
  const { servers } = create({ ask: { name: "talker" } });
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 404 } });
  await expect(complete(servers)).rejects.toThrow(ModelError);
  expect(healthOf(servers)).toEqual(["notFound", "healthy", "healthy"]);
  servers.reset();
  server.answer = () => ({ chunks: ["fine"] });
  expect(await complete(servers)).toBe("fine");
  expect(healthOf(servers)).toEqual(["healthy", "healthy", "healthy"]);
});

test("failures of Ask's models are known, too", async () => {
  const { servers } = create({ ask: { baseUrl: "http://127.0.0.1:9", name: "talker", embeddingsModel: "embed" } });
  await expect(chat(servers)).rejects.toThrow(ModelError);
  await expect(servers.embed()?.(["text"], signal)).rejects.toThrow(ModelError);
  expect(healthOf(servers)).toEqual(["healthy", "unreachable", "unreachable"]);
  expect(await complete(servers)).toBe("answer");
  expect(healthOf(servers)).toEqual(["healthy", "unreachable", "unreachable"]);
});

test("an address that is none is reported for each use that needs it, and changed settings clear it", () => {
  const { servers, change } = create({
    model: { baseUrl: "not an address" },
    ask: { baseUrl: "ftp://ask", name: "talker", embeddingsModel: "embed" },
  });
  expect(servers.completionServer()).toBeUndefined();
  expect(healthOf(servers)).toEqual(["notConfigured", "notConfigured", "notConfigured"]);
  change({});
  expect(healthOf(servers)).toEqual(["healthy", "healthy", "healthy"]);
});

test("an answer to a client from before a change of settings does not change the new server's health", async () => {
  const { servers, change } = create();
  server.answer = () => ({ chunks: ["first"], fault: { kind: "stallInside" } });
  const late = complete(servers);
  await server.until(({ asked }) => asked.length === 1);
  change({ model: { baseUrl: "not an address" } });
  expect(servers.completionServer()).toBeUndefined();
  for (const socket of server.sockets) socket.destroy();
  await expect(late).rejects.toThrow(ModelError);
  expect(healthOf(servers)).toEqual(["notConfigured", "healthy", "healthy"]);
});

test("several keystrokes that wait for one answer report one failure, and an answer that comes late its recovery", async () => {
  const { servers } = create();
  const changes: string[] = [];
  servers.health.onChange(({ use, health }) => changes.push(`${use} ${health.kind}`));
  const now = () => 0;
  const answers = new ServerAnswers({
    current: () => servers.completionServer(),
    context: () => [],
    memory: new SuggestionMemory(),
    clock: { now, yieldToEventLoop: () => setImmediate() },
    onEnded: () => undefined,
  });
  const request = (drawn: string) => {
    const cursor = at(drawn);
    const rules = createRuleContext(cursor, { scope: "line", maxLines: 1, explicit: true });
    const choices = { prompt: usualPrompt };
    return { cursor, rules, explicit: true, minConfidence: 0.5, maxPromptTokens: 2_048, waitForModelMs: 0, choices };
  };
  const ask = (drawn: string) => {
    const current = servers.completionServer() ?? expect.fail("no server");
    return answers.start(current, request(drawn), undefined, signal);
  };
  server.answer = () => ({ chunks: [], fault: { kind: "status", status: 404 } });
  const first = ask("const a = ▮");
  const joined = answers.join(request("const a = ▮").cursor, signal) ?? expect.fail("nothing to join");
  expect((await Promise.all([first.answer, joined.answer])).map(({ answer }) => answer.kind)).toEqual([
    "failed",
    "failed",
  ]);
  expect(changes).toEqual(["completions unhealthy"]);
  servers.reset(); // Ends the pause after a failure.
  servers.health.failed("completions", new ModelError("timeout", "30 s"));
  server.answer = () => ({ chunks: ["one"] });
  const left = new AbortController();
  const late = answers.start(
    servers.completionServer() ?? expect.fail("no server"),
    request("const b = ▮"),
    undefined,
    left.signal,
  );
  await server.until(({ asked }) => asked.length === 2);
  left.abort(); // Nobody waits any more, but the answer is on its way.
  await late.answer;
  expect(servers.health.current.completions.kind).toBe("healthy");
});

test("a delay follows the typing rhythm and what was measured of the server", async () => {
  const { servers, change } = create();
  const delayMs = () => servers.completionServer()?.delayMs();
  const unknown = delayMs();
  for (const at of [0, 1_000, 2_000, 3_000]) servers.typed(at);
  expect(delayMs()).toBeGreaterThan(unknown ?? 0);
  await complete(servers);
  expect(servers.today(english)[0]?.firstTokenMs).toBeGreaterThan(0);
  change({});
  expect(servers.today(english)[0]?.firstTokenMs).toBeUndefined();
});

test("a field that a server refuses is left out for its model until the window closes, and reported", async () => {
  const { servers, change, log } = create();
  const detail = [{ type: "extra_forbidden", loc: ["body", "temperature"], msg: "Extra inputs are not permitted" }];
  server.answer = ({ body }) => ({
    chunks: ["fine"],
    ...("temperature" in body ? { fault: { kind: "status", status: 422, body: { detail } } as const } : {}),
  });
  expect(await complete(servers)).toBe("fine");
  expect(healthOf(servers)[0]).toBe("healthy");
  change({});
  expect(await complete(servers)).toBe("fine");
  expect(server.asked).toHaveLength(3);
  expect(servers.today(english)[0]?.changes).toEqual(['without "temperature"']);
  expect(log).toEqual([`${server.url} refuses a field: Hunch sends its requests without "temperature" from now on.`]);
  change({ model: { name: "other" } });
  await complete(servers);
  expect(server.asked).toHaveLength(5);
});

test("a model whose markers are unknown is warned of once settings have settled, and once only", () => {
  const { servers, warnings, clock, change } = create({ model: { protocol: "openai-fim", name: "in-house" } });
  servers.completionServer();
  expect(warnings).toEqual([]);
  clock.advance(1_000);
  expect(warnings).toMatchObject([{ kind: "unknownFamily", sentence: expect.stringContaining('"in-house"') }]);
  change({ model: { protocol: "openai-fim", name: "in-house" } });
  servers.completionServer();
  clock.advance(1_000);
  expect(warnings).toHaveLength(1);
});

test("a mixture of old and new settings is not warned of, nor is a server that adds the markers itself", () => {
  const { servers, warnings, clock, change } = create({ model: { protocol: "openai-fim", name: "in-house" } });
  servers.completionServer();
  clock.advance(500);
  change({ model: { protocol: "openai-fim", name: "qwen2.5-coder" } });
  servers.completionServer();
  clock.advance(1_000);
  change({ model: { name: "in-house" } });
  servers.completionServer();
  clock.advance(1_000);
  servers.dispose();
  expect(warnings).toEqual([]);
});

test("a server that reads far less than it is sent is warned of", async () => {
  const { servers, warnings } = create({ model: { protocol: "llamacpp" } });
  const { model } = servers.completionServer() ?? expect.fail("no server");
  const parts = { ...sampleParts, prefix: "const total = price * count;\n".repeat(200) };
  for (let round = 0; round < 3; round++)
    for await (const _ of model.stream(parts, sampleLimits, () => undefined, signal));
  expect(warnings).toMatchObject([{ kind: "clippedPrompts" }]);
});

test("counts of the day that are damaged or can't be saved are reported, and requests go through", async () => {
  const clock = new ManualClock();
  const name = `usage-${localDay(clock.wall())}.jsonl`;
  const full = { append: () => Promise.reject(new Error("the disk is full")) };
  const usageFiles = { ...memoryLineFiles(new Map([[name, "junk\n"]])), ...full };
  const log: string[] = [];
  const servers = new Servers({
    settings: () => settingsOf({}),
    isTrusted: () => true,
    usageFiles,
    secrets: new MemorySecrets(),
    clock,
    fetch: (url, init) => fetch(url, init),
    warn: (sentence) => void log.push(sentence),
    onWarning: () => undefined,
  });
  await servers.refreshToday();
  expect(log).toEqual([expect.stringContaining("damaged")]);
  expect(await complete(servers)).toBe("answer");
  await setImmediate();
  expect(log).toContainEqual(expect.stringContaining("the disk is full"));
});

test("an embeddings model inside the editor reads the workspace, sends nothing and is not counted", async () => {
  const asked: unknown[] = [];
  const { servers, state } = create(
    { ask: { name: "talker", embeddingsModel: "owner/small", embeddingsFrom: "editor" } },
    (model, role, texts) => {
      asked.push([model, role, texts]);
      return Promise.resolve({ vectors: texts.map(() => Float32Array.of(1, 0)), fingerprint: "f" });
    },
  );
  expect([servers.embed(), servers.embedder()]).toEqual([undefined, undefined]);
  const embedder = servers.workspaceEmbedder();
  expect(await embedder?.embed(["a", "b"], signal)).toEqual([
    [1, 0],
    [1, 0],
  ]);
  expect(await embedder?.inEditor?.embedQuestion(["why"], signal)).toEqual([[1, 0]]);
  expect(await embedder?.inEditor?.fingerprint(signal)).toBe("f");
  expect(asked).toEqual([
    ["owner/small", "passage", ["a", "b"]],
    ["owner/small", "question", ["why"]],
    ["owner/small", "passage", []],
  ]);
  expect(server.requests).toEqual([]);
  expect(servers.today(english)).toMatchObject([{ requests: 0 }]);
  state.isTrusted = false;
  expect(servers.workspaceEmbedder()).toBeUndefined();
});

test("an embeddings model of a server reads the workspace only if it may, and none inside an editor that can't run one", async () => {
  const { servers, change } = create({ ask: { embeddingsModel: "e" } });
  expect(servers.workspaceEmbedder()).toBeUndefined();
  change({ ask: { embeddingsModel: "e", embedWorkspace: true } });
  expect(servers.workspaceEmbedder()).toMatchObject({ model: "e" });
  expect(servers.workspaceEmbedder()?.inEditor).toBeUndefined();
  change({ ask: { embeddingsModel: "owner/small", embeddingsFrom: "editor" } });
  const refused = { kind: "notConfigured", detail: expect.stringContaining("VS Code on the desktop") };
  await expect(servers.workspaceEmbedder()?.embed(["a"], signal)).rejects.toMatchObject(refused);
});
