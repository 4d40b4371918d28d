/**
 * How long someone waits for the next suggestion after accepting one, with and without asking ahead:
 * `node src/lab/bench/askAhead.ts`. The server's first token takes 300 ms; the reader's time before accepting varies.
 */
import { setImmediate, setTimeout } from "node:timers/promises";
import { at } from "../../../test/support/at.ts";
import { ModelServer } from "../../../test/support/modelServer.ts";
import { AskAhead } from "../../core/completion/askAhead.ts";
import { type CompletionDeps, complete } from "../../core/completion/complete.ts";
import { RunningAnswer } from "../../core/completion/runningAnswer.ts";
import { SuggestionCache } from "../../core/completion/suggestionCache.ts";
import { Trace } from "../../core/completion/trace.ts";
import { createEngine } from "../../core/engine/engine.ts";
import { promptFormats } from "../../core/prompt/promptFormats.ts";
import { createRetriever } from "../../core/retrieval/retriever.ts";
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
const { completion } = createModel(config, { fetch, key: () => Promise.resolve(undefined), formats: promptFormats });

function deps(isAhead: boolean): CompletionDeps {
  let lastId = 0;
  const fail = (error: unknown) => {
    throw error;
  };
  return {
    engine: createEngine(),
    retriever: createRetriever(),
    recent: () => [],
    model: () => completion,
    redact: (text) => ({ text, count: 0 }),
    delayMs: () => 0,
    promptTokensPerMs: () => undefined,
    definitions: () => [],
    cache: new SuggestionCache(),
    running: new RunningAnswer(),
    ahead: new AskAhead(() => isAhead),
    nextId: () => ++lastId,
    giveWay: () => setImmediate(),
    onModelError: fail,
    onError: fail,
  };
}

const request = { scope: "line", explicit: false, minConfidence: 0.5, maxLines: 10, maxPromptTokens: 1000 } as const;

/** Milliseconds from accepting a suggestion to the next one. */
async function waited(isAhead: boolean, reading: number): Promise<number> {
  const own = deps(isAhead);
  const signal = new AbortController().signal;
  const ask = (drawn: string) =>
    complete({ ...request, cursor: at(drawn), waitForModelMs: 5_000 }, own, new Trace(() => performance.now()), signal);
  await ask("const gale = ▮\n");
  await setTimeout(reading);
  const startedAt = performance.now();
  const [next] = await ask("const gale = forecast▮\n");
  if (next?.text !== ".tomorrow();") throw new Error(`another answer: ${next?.text}`);
  own.running.abort();
  return performance.now() - startedAt;
}

async function median(isAhead: boolean, reading: number): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < rounds; round++) times.push(await waited(isAhead, reading));
  return (times.sort((a, b) => a - b)[rounds >> 1] ?? Number.NaN).toFixed(1).padStart(8);
}

console.log("reading ms   accepted → next, ms: asked then, asked ahead");
await waited(false, 0);
for (const reading of readingMs) {
  console.log(`${String(reading).padStart(10)}   ${await median(false, reading)} ${await median(true, reading)}`);
}
await server.close();
