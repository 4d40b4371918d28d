import { translatable } from "../../util/translatable.ts";
import { listAt, numberAt } from "../http/json.ts";
import { namedModel } from "./openAi.ts";
import type { ProbedServer, ProbeStep } from "./protocolRow.ts";

/** llama.cpp gives snippets what its context leaves beside a batch of 2048 tokens. */
const leastContext = 4096;
/** Tokens after the cursor in a prompt of usual size. llama.cpp reads at most a quarter of its batch of them. */
const usualSuffix = 320;
/** Share of the suffix that must have been read; token counts of joined texts differ a little. */
const leastRead = 0.9;

/** Checks whether llama.cpp was started with a context and a batch large enough for Hunch's prompts. */
export async function probeLlamaCpp(server: ProbedServer): Promise<readonly ProbeStep[]> {
  return [...(await contextSteps(server)), ...(await batchSteps(server))];
}

async function contextSteps({ fetch }: ProbedServer): Promise<readonly ProbeStep[]> {
  const tokens = numberAt(await fetch("/props"), "default_generation_settings", "n_ctx");
  if (tokens === undefined || tokens >= leastContext) return [];
  const why = translatable("Its context of {0} tokens leaves no room for other files: start it with -c 8192.");
  return [{ what: "context", result: "unsure", why, args: [tokens] }];
}

/**
 * `/infill` silently cuts the text after the cursor to a quarter of the server's batch, and the text before it to three
 * quarters. No route reports the batch, so this sends a suffix of known size and compares how much was read.
 */
async function batchSteps({ fetch, promptTokens, choice, sample }: ProbedServer): Promise<readonly ProbeStep[]> {
  const count = async (content: string) =>
    listAt(await fetch("/tokenize", { ...namedModel(choice), content }), "tokens").length;
  const line = '    assert check() == "something else"\n';
  const suffix = line.repeat(Math.ceil(usualSuffix / Math.max(1, await count(line))));
  const without = await promptTokens({ ...sample, suffix: "" });
  const all = await promptTokens({ ...sample, suffix });
  if (without === undefined || all === undefined || all - without >= leastRead * (await count(suffix))) return [];
  const why = translatable("Its batch is small: it reads only {0} tokens after the cursor. Start it with -b 2048.");
  return [{ what: "context", result: "unsure", why, args: [all - without] }];
}
