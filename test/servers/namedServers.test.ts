import { describe, expect, test } from "vitest";
import type { Protocol } from "../../src/core/server/protocols/protocols.ts";
import { ask, connect } from "../support/askServer.ts";

/** Servers someone runs: `HUNCH_OLLAMA_URL` with `HUNCH_OLLAMA_MODEL`, `HUNCH_OPENAI_URL` with `HUNCH_OPENAI_MODEL` (vLLM, LM Studio). */
const named: readonly (readonly [string, Protocol, string, string])[] = [
  ["Ollama", "ollama", "HUNCH_OLLAMA_URL", "HUNCH_OLLAMA_MODEL"],
  ["an OpenAI-compatible server", "openai-fim", "HUNCH_OPENAI_URL", "HUNCH_OPENAI_MODEL"],
];

describe.each(named)("%s, named by its address", (_name, protocol, urlVariable, modelVariable) => {
  const baseUrl = process.env[urlVariable];
  const model = process.env[modelVariable] ?? "";

  test.skipIf(!baseUrl)("streams, counts and lets go of an aborted request", async () => {
    const models = connect({ baseUrl: baseUrl ?? "", protocol, model }, process.env["HUNCH_OPENAI_KEY"]);
    const whole = await ask(models, { limits: { maxTokens: 16 } });
    expect(whole.error).toBeUndefined();
    expect(whole.usage?.promptTokens).toBeGreaterThan(0);
    const abort = new AbortController();
    setTimeout(() => abort.abort(), 50);
    expect((await ask(models, { limits: { maxTokens: 2_000 }, signal: abort.signal })).error).toBeUndefined();
  });
});
