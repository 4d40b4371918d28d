import { afterEach, beforeEach, expect, test } from "vitest";
import { embedTexts } from "../../../src/core/server/client/embedTexts.ts";
import { DailyUsage } from "../../../src/core/server/guards/dailyUsage.ts";
import { ServerMeter } from "../../../src/core/server/guards/serverMeter.ts";
import { FieldMemory } from "../../../src/core/server/http/fieldMemory.ts";
import type { Fetch } from "../../../src/core/server/http/guardFetch.ts";
import { ModelServer } from "../../support/modelServer.ts";

let server: ModelServer;
const signal = new AbortController().signal;
const deps = (fetch: Fetch, key?: string, usage = new DailyUsage(() => 0), maxRequests = 0) => ({
  requests: { fetch, key: () => Promise.resolve(key) },
  meter: new ServerMeter(usage, "s", () => maxRequests),
  fields: new FieldMemory(),
});
const embed = (texts: readonly string[], given = deps(fetch)) =>
  embedTexts({ baseUrl: server.url, model: "tiny-embed" }, texts, given, signal);

beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

test("vectors come in the order of the texts, whatever the server's, a few texts a request", async () => {
  const texts = Array.from({ length: 11 }, (_, at) => "x".repeat(at + 1));
  expect((await embed(texts)).map(([length]) => length)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  expect(server.requests.map(({ path }) => path)).toEqual(["/v1/embeddings", "/v1/embeddings"]);
  expect(server.requests[1]?.body).toMatchObject({ model: "tiny-embed", encoding_format: "float" });
});

test("each of several requests is counted, and the day is not overdrawn", async () => {
  const usage = new DailyUsage(() => 0);
  const texts = Array.from({ length: 17 }, () => "x");
  await embed(texts.slice(0, 9), deps(fetch, undefined, usage));
  expect(usage.today("s")).toMatchObject({ requests: 2, promptTokens: 9 });
  await expect(embed(texts, deps(fetch, undefined, usage, 4))).rejects.toMatchObject({ kind: "rateLimited" });
  expect(server.requests).toHaveLength(4);
});

test("a server that does not know the vectors' format is asked without it, once and for all", async () => {
  const detail = [{ type: "extra_forbidden", loc: ["body", "encoding_format"], msg: "Extra inputs are not permitted" }];
  const bodies: object[] = [];
  const strict: Fetch = (url, init) => {
    const body: object = JSON.parse(String(init?.body));
    bodies.push(body);
    return "encoding_format" in body ? Promise.resolve(Response.json({ detail }, { status: 422 })) : fetch(url, init);
  };
  const given = deps(strict);
  expect(await embed(["a"], given)).toHaveLength(1);
  expect(await embed(["a"], given)).toHaveLength(1);
  expect(bodies.map((body) => "encoding_format" in body)).toEqual([true, false, false]);
});

test("a refused key keeps its kind", async () => {
  await server.close();
  server = await ModelServer.start({ key: "right-key-123" });
  await expect(embed(["a"], deps(fetch, "wrong-key-123"))).rejects.toMatchObject({ kind: "unauthorized" });
});

test("an answer without a vector for each text is a bad one", async () => {
  const partial: typeof fetch = () => Promise.resolve(Response.json({ data: [{ index: 0, embedding: [1] }] }));
  await expect(embed(["a", "b"], deps(partial))).rejects.toMatchObject({ kind: "badResponse" });
});
