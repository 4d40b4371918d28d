import { expect, it } from "vitest";
import { warmUpScript } from "../../../src/core/completion/warmUpScript.ts";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import type { EngineAnswer } from "../../../src/core/types/engine.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";

it("lets engine and retriever do their real work, in many small steps", () => {
  const answers: EngineAnswer[] = [];
  const snippets: Snippet[] = [];
  const engine = createEngine();
  const answer = engine.answer.bind(engine);
  engine.answer = (...args) => {
    const result = answer(...args);
    answers.push(...result);
    return result;
  };
  const real = createRetriever();
  const retriever = {
    ...real,
    bytes: 0,
    retrieve: (...args: Parameters<typeof real.retrieve>) => {
      const result = real.retrieve(...args);
      snippets.push(...result);
      return result;
    },
  };
  let steps = 0;
  for (const _ of warmUpScript({ engine, retriever, redact, minConfidence: 0.4 })) steps++;
  expect(steps).toBeGreaterThan(100);
  expect(answers.length).toBeGreaterThan(20);
  expect(snippets.length).toBeGreaterThan(20);
});
