import { afterEach, beforeEach, expect, test } from "vitest";
import { DailyUsage } from "../../../src/core/server/guards/dailyUsage.ts";
import { ServerMeter } from "../../../src/core/server/guards/serverMeter.ts";
import type { Protocol } from "../../../src/core/server/protocols/protocols.ts";
import { ServerPreparation } from "../../../src/core/server/setup/serverPreparation.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { ask, connect } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";

const snippet: Snippet = {
  kind: "window",
  uri: "file:///a.ts",
  path: "a.ts",
  languageId: "typescript",
  startLine: 0,
  endLine: 1,
  text: "const a = 1;\n",
  score: 1,
  tokens: 6,
};
let server: ModelServer;
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

/** A preparation whose server gives one whole answer, and what became of it. */
function prepare(
  protocol: Protocol,
  {
    answer = {},
    maxRequests = 0,
    mayReadAhead = true,
  }: { answer?: object; maxRequests?: number; mayReadAhead?: boolean },
) {
  const usage = new DailyUsage(() => 0);
  const sent: { url: string; body: Record<string, unknown> }[] = [];
  const fetch = (url: string, init?: RequestInit) => {
    sent.push({ url, body: JSON.parse(String(init?.body)) });
    return Promise.resolve(Response.json(answer));
  };
  const config = { protocol, baseUrl: server.url, model: "qwen2.5-coder", fimFamily: "auto" } as const;
  const preparation = new ServerPreparation(config, {
    requests: { fetch, key: () => Promise.resolve(undefined) },
    meter: new ServerMeter(usage, "s", () => maxRequests),
    mayReadAhead: () => mayReadAhead,
  });
  return { config, preparation, sent, usage };
}
const { signal } = new AbortController();

test("Ollama loads the model once, for a request without a prompt, with the context of the requests to come", async () => {
  const loaded = { response: "", done: true, done_reason: "load" };
  const { config, preparation, sent, usage } = prepare("ollama", { answer: loaded, mayReadAhead: false });
  await preparation.load(signal);
  await preparation.load(signal);
  await ask(connect(config));
  const asked = server.asked.at(-1)?.body as { options: { num_ctx: number }; keep_alive: string };
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toBe(`${server.url}/api/generate`);
  expect(sent[0]?.body).toEqual({
    model: "qwen2.5-coder",
    options: { num_ctx: asked.options.num_ctx },
    keep_alive: asked.keep_alive,
    stream: false,
  });
  expect(usage.today("s").requests).toBe(1);
});

test("llama.cpp reads snippets ahead, which is counted like any other request", async () => {
  const answer = { content: "", stop: true, tokens_evaluated: 90, tokens_predicted: 0, timings: { cache_n: 30 } };
  const { preparation, sent, usage } = prepare("llamacpp", { answer });
  await preparation.readAhead([snippet], signal);
  expect(sent[0]?.body).toMatchObject({ n_predict: 0, input_extra: [{ filename: "a.ts", text: "const a = 1;\n" }] });
  expect(usage.today("s")).toMatchObject({ requests: 1, promptTokens: 90, cachedTokens: 30, completionTokens: 0 });
});

test("nothing is read ahead where it is not allowed, or by servers that keep nothing of it", async () => {
  const forbidden = prepare("llamacpp", { mayReadAhead: false });
  await forbidden.preparation.readAhead([snippet], signal);
  const empty = prepare("llamacpp", {});
  await empty.preparation.readAhead([], signal);
  const other = prepare("openai-fim", {});
  await other.preparation.readAhead([snippet], signal);
  expect([...forbidden.sent, ...empty.sent, ...other.sent]).toEqual([]);
});

test.each(["llamacpp", "ollama"] as const)("%s: a day that is used up is not overdrawn", async (protocol) => {
  const { preparation, sent, usage } = prepare(protocol, { maxRequests: 1 });
  await usage.reserve("s", 1);
  await preparation.load(signal);
  await preparation.readAhead([snippet], signal);
  expect(sent).toEqual([]);
  expect(usage.today("s").requests).toBe(1);
});

test("a server that fails meanwhile spoils nothing", async () => {
  await server.close();
  const config = { protocol: "llamacpp", baseUrl: server.url, model: "m", fimFamily: "auto" } as const;
  const preparation = new ServerPreparation(config, {
    requests: { fetch, key: () => Promise.resolve(undefined) },
    meter: new ServerMeter(new DailyUsage(() => 0), "s", () => 0),
    mayReadAhead: () => true,
  });
  await expect(preparation.readAhead([snippet], signal)).resolves.toBeUndefined();
  server = await ModelServer.start();
});
