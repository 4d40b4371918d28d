import { afterEach, beforeEach, expect, test } from "vitest";
import { embedTexts } from "../../../src/core/model/embedTexts.ts";
import { ModelServer } from "../../support/modelServer.ts";

let server: ModelServer;
const signal = new AbortController().signal;
const embed = (texts: readonly string[], key?: string) =>
  embedTexts({ baseUrl: server.url, model: "tiny-embed" }, texts, { fetch, key: () => Promise.resolve(key) }, signal);

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

test("a refused key keeps its kind", async () => {
  await server.close();
  server = await ModelServer.start({ key: "right-key-123" });
  await expect(embed(["a"], "wrong-key-123")).rejects.toMatchObject({ kind: "unauthorized" });
});

test("an answer without a vector for each text is a bad one", async () => {
  const partial: typeof fetch = () => Promise.resolve(Response.json({ data: [{ index: 0, embedding: [1] }] }));
  const deps = { fetch: partial, key: () => Promise.resolve(undefined) };
  const asked = embedTexts({ baseUrl: server.url, model: "m" }, ["a", "b"], deps, signal);
  await expect(asked).rejects.toMatchObject({ kind: "badResponse" });
});
