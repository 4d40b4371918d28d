/**
 * `node src/lab/bench/prefetch.ts`: measures the time from accepting a suggestion to the next one, with and without
 * prefetching. The server's first token takes 300 ms; the time before accepting varies.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import { at } from "../../../test/support/at.ts";
import { ModelServer } from "../../../test/support/modelServer.ts";
import { completeAt } from "../../core/completion/completeAt.ts";
import { momentAt } from "../../core/completion/momentAt.ts";
import type { CompletionPorts } from "../../core/completion/request.ts";
import { ServerAnswers } from "../../core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../core/completion/suggestionMemory.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
import { createSteadyRetriever } from "../../core/retrieval/steadyRetriever.ts";
import { createModel } from "../../core/server/client/createModel.ts";

const firstTokenMs = 300;
const rounds = 5;
const readingMs = [0, 150, 300, 600] as const;

const server = await ModelServer.start({
  answer: ({ body }) => ({
    chunks: [String(body["prompt"]).endsWith(" = ") ? "forecast" : ".tomorrow();"],
    firstDelayMs: firstTokenMs,
  }),
});
const config = { protocol: "openai-suffix", baseUrl: server.url, model: "m", fimFamily: "auto" } as const;
const { completion: model } = createModel(config, {
  fetch,
  key: () => Promise.resolve(undefined),
  formats: promptFormats,
});

function createPorts(mayPrefetch: boolean): CompletionPorts {
  const memory = new SuggestionMemory();
  const clock = { now: () => performance.now(), yieldToEventLoop: () => setImmediate() };
  const engine = createEngine();
  const retriever = createSteadyRetriever(createRetriever());
  const server = new ServerAnswers({
    current: () => ({ model, delayMs: () => 0, promptTokensPerMs: () => undefined, takesDraft: false, mayPrefetch }),
    context: (cursor, maxTokens) => retriever.retrieve(cursor, [], { maxTokens }),
    memory,
    clock,
    onEnded: ({ answer }) => {
      if (answer.kind === "failed") throw answer.error;
    },
  });
  return { embedded: (cursor, options) => engine.answer(cursor, [], options), server, memory, clock };
}

/** Returns the milliseconds from accepting a suggestion to the next one. */
async function waited(mayPrefetch: boolean, reading: number): Promise<number> {
  const ports = createPorts(mayPrefetch);
  const signal = new AbortController().signal;
  const ask = (drawn: string) =>
    completeAt(momentAt(at(drawn), { waitForModelMs: 5_000, maxPromptTokens: 1_000 }), ports, signal);
  await ask("const gale = ▮\n");
  await setTimeout(reading);
  const startedAt = performance.now();
  const { suggestions } = await ask("const gale = forecast▮\n");
  if (suggestions[0]?.text !== ".tomorrow();") throw new Error(`another answer: ${suggestions[0]?.text}`);
  ports.server.abort();
  return performance.now() - startedAt;
}

async function median(mayPrefetch: boolean, reading: number): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await waited(mayPrefetch, reading));
  return (times.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN).toFixed(1).padStart(8);
}

console.log("reading ms   accepted → next, ms: without and with prefetching");
await waited(false, 0);
for (const reading of readingMs) {
  console.log(`${String(reading).padStart(10)}   ${await median(false, reading)} ${await median(true, reading)}`);
}
await server.close();
