import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { promptFormats } from "../../src/core/prompt/promptFormats.ts";
import { listModels } from "../../src/core/server/client/listModels.ts";
import { DailyUsage } from "../../src/core/server/guards/dailyUsage.ts";
import { ServerMeter } from "../../src/core/server/guards/serverMeter.ts";
import type { Protocol } from "../../src/core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../src/core/server/protocols/serverConfig.ts";
import { candidateProtocols } from "../../src/core/server/setup/candidateProtocols.ts";
import { probeServer } from "../../src/core/server/setup/probeServer.ts";
import { ServerPreparation } from "../../src/core/server/setup/serverPreparation.ts";
import type { Snippet } from "../../src/core/types/snippet.ts";
import { english } from "../../src/core/types/translate.ts";
import { ask, connect, sampleParts } from "../support/askServer.ts";
import { writeHistory } from "../support/gitHistory.ts";
import { type RunningServer, startLlamaServer } from "./llamaServer.ts";

const given = process.env["HUNCH_LLAMA"];
const key = "a-key-of-this-test-only";
let server: RunningServer;

const config = (protocol: Protocol, more: Partial<ServerConfig> = {}): ServerConfig => ({
  protocol,
  baseUrl: server.url,
  model: "qwen2.5-coder-tiny",
  fimFamily: "qwen",
  ...more,
});
const models = (protocol: Protocol, more: Partial<ServerConfig> = {}) => connect(config(protocol, more), key);
const deps = () => ({ fetch, key: () => Promise.resolve(key), formats: promptFormats });
const lines = (count: number, text: string) => Array.from({ length: count }, (_, at) => `${text} ${at}\n`).join("");
const snippet = (path: string, text: string): Snippet => ({
  kind: "window",
  uri: `file:///${path}`,
  path,
  languageId: "typescript",
  startLine: 0,
  endLine: 1,
  text,
  score: 1,
  tokens: text.length,
});

describe.skipIf(!given)("a real llama-server", () => {
  beforeAll(async () => {
    const flags = ["-c", "8192", "-b", "512", "-np", "1", "--api-key", key, "--no-ui"];
    server = await startLlamaServer(JSON.parse(given ?? "{}"), flags);
  });
  afterAll(() => server?.stop());

  test.each(["openai-fim", "openai-chat", "llamacpp"] as const)(
    "streams through %s and counts tokens",
    async (protocol) => {
      const { error, usage } = await ask(models(protocol), { limits: { maxTokens: 24 } });
      expect(error).toBeUndefined();
      expect(usage?.promptTokens).toBeGreaterThan(20);
      expect(usage?.completionTokens).toBeGreaterThan(0);
      expect(usage?.firstTokenMs).toBeGreaterThan(0);
    },
  );

  test("shows its kind to whoever has the key, and reports size and context of its model", async () => {
    const signal = AbortSignal.timeout(30_000);
    expect(await candidateProtocols(server.url, deps(), signal)).toEqual(["llamacpp", "openai-chat"]);
    const [card] = await listModels(config("llamacpp"), deps(), signal);
    expect(card?.bytes).toBeGreaterThan(1_000);
    expect(card?.contextTokens).toBeGreaterThan(100);
  });

  test("reads prefix, suffix and snippets through /infill", async () => {
    const alone = await ask(models("llamacpp"));
    const longer = await ask(models("llamacpp"), { parts: { suffix: lines(10, "// after") } });
    const extra = await ask(models("llamacpp"), { parts: { snippets: [snippet("a.ts", lines(20, "const a ="))] } });
    expect(longer.usage?.promptTokens).toBeGreaterThan((alone.usage?.promptTokens ?? 0) + 50);
    expect(extra.usage?.promptTokens).toBeGreaterThan((alone.usage?.promptTokens ?? 0) + 150);
  });

  test("reads markers in the user's text as text, through either prompt", async () => {
    // A byte-level vocabulary: a marker read as text costs a token a byte, one read as control a single one.
    const marker = "<|fim_suffix|>";
    for (const protocol of ["llamacpp", "openai-fim"] as const) {
      const plain = await ask(models(protocol), { parts: { prefix: "x = 1" } });
      const armed = await ask(models(protocol), { parts: { prefix: `x = ${marker}1` } });
      const cost = (armed.usage?.promptTokens ?? 0) - (plain.usage?.promptTokens ?? 0);
      expect(cost, protocol).toBeGreaterThanOrEqual(marker.length);
    }
  });

  test("ignores a suffix field, which the probe notices", async () => {
    const verdict = await probeServer(config("openai-suffix"), deps(), new AbortController().signal);
    expect(verdict.steps.find(({ what }) => what === "fillsHoles")?.result).toBe("failed");
    const infill = await probeServer(config("llamacpp"), deps(), new AbortController().signal);
    expect(infill.usable).toBe(true);
    expect(infill.steps.find(({ what }) => what === "fillsHoles")?.result).not.toBe("failed");
  });

  test("reuses its prompt cache while someone types", async () => {
    const snippets = [snippet("a.ts", lines(30, "const cached =")), snippet("b.ts", lines(30, "const also ="))];
    const client = models("llamacpp");
    const parts = { snippets, prefix: lines(5, "let typed ="), suffix: "\n" };
    await ask(client, { parts });
    const { usage } = await ask(client, { parts: { ...parts, prefix: `${parts.prefix}x` } });
    const read = (usage?.promptTokens ?? 0) - (usage?.cachedTokens ?? 0);
    expect(usage?.cachedTokens).toBeGreaterThan(800);
    expect(read).toBeLessThan(40);
  });

  test("reading ahead lets the first request find the snippets read", async () => {
    const usage = new DailyUsage(() => 0);
    const preparation = new ServerPreparation(config("llamacpp"), {
      requests: deps(),
      meter: new ServerMeter(usage, "llama", () => 0),
      mayReadAhead: () => true,
    });
    const first = async (name: string, isWarmed: boolean) => {
      const snippets = [snippet(`${name}.ts`, lines(40, `const ${name} =`))];
      if (isWarmed) await preparation.readAhead(snippets, new AbortController().signal);
      const { usage } = await ask(models("llamacpp"), { parts: { snippets } });
      return { read: usage?.promptTokens ?? 0, cached: usage?.cachedTokens ?? 0 };
    };
    const cold = await first("unread", false);
    const warm = await first("warmed", true);
    expect(cold.cached / cold.read).toBeLessThan(0.1);
    expect(warm.cached / warm.read).toBeGreaterThan(0.8);
    expect(usage.today("llama").requests).toBe(1);
    expect(usage.today("llama").promptTokens).toBeGreaterThan(100);
  });

  test("sees an abort inside an answer", async () => {
    const { completion } = models("openai-fim");
    const before = server.log().length;
    const limits = { maxTokens: 6_000, stop: [], temperature: 1 };
    // Noise ends by itself now and then; ten answers in a row do not.
    for (let round = 0; round < 10; round++) {
      const abort = new AbortController();
      for await (const _ of completion.stream(sampleParts, limits, () => undefined, abort.signal)) abort.abort();
    }
    await expect.poll(() => server.log().slice(before), { timeout: 10_000, interval: 200 }).toMatch(/cancel task/);
    expect((await ask(models("openai-fim"), { limits: { maxTokens: 4 } })).error).toBeUndefined();
  });

  test("says that a prompt is too long", async () => {
    const { error } = await ask(models("openai-fim"), { parts: { prefix: lines(900, "a long line of code =") } });
    expect(error?.kind).toBe("contextOverflow");
  });

  test("refuses a wrong key, and the error does not repeat it", async () => {
    const { error } = await ask(connect(config("llamacpp"), "wrong-key-123456"));
    expect(error?.kind).toBe("unauthorized");
    expect(error?.message).not.toContain("wrong-key");
  });

  test("cuts what stands after the cursor when its batch is small, which the probe notices", async () => {
    const verdict = await probeServer(config("llamacpp"), deps(), new AbortController().signal);
    const [step] = verdict.steps.filter(({ what }) => what === "context");
    // A quarter of the batch of 512, less the markers.
    expect(english(step?.why ?? "", ...(step?.args ?? []))).toMatch(/batch is small: it reads only 12\d /);
  });

  test("takes part in a replay of a repository's own history, with and without snippets", async () => {
    const functionOf = (name: string) =>
      `export function ${name}(basket: Basket): number {\n  const total = sumOf${name}(basket.articles);\n  return total * basket.rate;\n}\n`;
    const history = writeHistory(
      ["price", "weight", "volume"].map((name) => ({
        files: { [`src/${name}.ts`]: functionOf(name), [`src/${name}Report.ts`]: functionOf(`${name}Report`) },
      })),
    );
    const asked = ["--retrieval-only", "--json", "--model", server.url, "--protocol", "llamacpp"];
    const run = promisify(execFile)(
      process.execPath,
      ["scripts/run.mjs", "replay", "--repo", history.folder, ...asked],
      { env: { ...process.env, HUNCH_API_KEY: key } },
    );
    const { stdout } = await run.finally(history.remove);
    const { model } = JSON.parse(stdout);
    expect(model.withSnippets).toMatchObject({ cases: model.withoutSnippets.cases, failed: 0 });
    expect(model.withSnippets.cases).toBeGreaterThan(1);
    expect(model.withSnippets.promptTokens).toBeGreaterThan(model.withoutSnippets.promptTokens + 20);
    expect(model.withSnippets.latency.p50).toBeGreaterThan(0);
    expect(model.withSnippets.similarity).toBeGreaterThanOrEqual(0);
  });

  test("lists its model", async () => {
    const verdict = await probeServer(config("llamacpp"), deps(), new AbortController().signal);
    expect(verdict.models).toHaveLength(1);
    expect(verdict.medianFirstTokenMs).toBeGreaterThan(0);
  });
});
