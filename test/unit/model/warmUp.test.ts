import { expect, test } from "vitest";
import { loadOllamaModel } from "../../../src/core/model/warmUp.ts";
import { ask, connect } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";

const signal = new AbortController().signal;

test("Ollama loads the model for a request without a prompt, with the context of the requests to come", async () => {
  const server = await ModelServer.start();
  const config = { protocol: "ollama", baseUrl: server.url, model: "qwen2.5-coder", fimFamily: "auto" } as const;
  const sent: { url: string; body: Record<string, unknown> }[] = [];
  const loading = (url: string, init?: RequestInit) => {
    sent.push({ url, body: JSON.parse(String(init?.body)) });
    return Promise.resolve(Response.json({ response: "", done: true, done_reason: "load" }));
  };
  await loadOllamaModel(config, { fetch: loading, key: () => Promise.resolve(undefined) }, signal);
  await ask(connect(config));
  const asked = server.asked.at(-1)?.body as { options: { num_ctx: number }; keep_alive: string };
  await server.close();
  expect(sent).toHaveLength(1);
  expect(sent[0]?.url).toBe(`${server.url}/api/generate`);
  expect(sent[0]?.body).toEqual({
    model: "qwen2.5-coder",
    options: { num_ctx: asked.options.num_ctx },
    keep_alive: asked.keep_alive,
    stream: false,
  });
});
