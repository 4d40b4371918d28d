import { type CompletionLimits, ModelError, type ModelUsage, type PromptParts } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { createModel, type ModelDeps } from "../client/createModel.ts";
import { listModels } from "../client/listModels.ts";
import { fetchJson } from "../http/fetchJson.ts";
import type { ProbedServer, ProbeStep } from "../protocols/protocolRow.ts";
import { protocolRow, runsOnServer } from "../protocols/protocols.ts";
import { parseAddress, routeOf } from "../protocols/serverAddress.ts";
import type { ServerConfig } from "../protocols/serverConfig.ts";

/** Whether a server can be used, with reasons. */
export interface ProbeVerdict {
  readonly usable: boolean;
  readonly steps: readonly ProbeStep[];
  /** The error of the failed step. */
  readonly error?: ModelError | undefined;
  readonly medianFirstTokenMs?: number | undefined;
  readonly models: readonly string[];
}

/** A hole whose text appears only after it, so that no model can guess the word from the text before. */
const word = "marmalade";
const holeParts: PromptParts = {
  path: "check.py",
  languageId: "python",
  prefix: 'def check():\n    password = "',
  suffix: `"\n    assert password == "${word}"\n    assert len(password) == ${word.length}\n`,
  snippets: [],
};
const limits: CompletionLimits = { maxTokens: 12, stop: ["\n", '"'], temperature: 0 };
const rounds = 3;

/** How long a probe waits for a server to load its model, and how often it asks; in milliseconds. */
export interface LoadingPatience {
  readonly longestMs: number;
  readonly everyMs: number;
}
const defaultPatience: LoadingPatience = { longestMs: 60_000, everyMs: 1_000 };
/**
 * Prompt tokens that a suffix twenty times as long must add. It has hundreds of tokens, but llama.cpp reads at most a
 * quarter of its batch of them: 128 of 512.
 */
const leastGrowth = 20;

/**
 * Tests a server with the requests that Hunch will send: is it reachable, does it accept the key, does it have the model,
 * does it answer, does it read the suffix, and how fast is it? Never throws because of the server; an aborted probe
 * returns what it knows.
 */
export async function probeServer(
  config: ServerConfig,
  deps: ModelDeps,
  signal: AbortSignal,
  patience: LoadingPatience = defaultPatience,
): Promise<ProbeVerdict> {
  const steps: ProbeStep[] = [];
  let models: readonly string[] = [];
  try {
    models = await whenLoaded(() => askForModels(config, deps, steps, signal), patience, signal);
    const { completion } = createModel(config, deps);
    await whenLoaded(() => answer(completion, holeParts, signal), patience, signal);
    const answers: { text: string; usage: ModelUsage }[] = [];
    for (let round = 0; round < rounds; round++) answers.push(await answer(completion, holeParts, signal));
    const firstTokens = answers.flatMap(({ usage }) => usage.firstTokenMs ?? []).sort((a, b) => a - b);
    const median = firstTokens[Math.floor(firstTokens.length / 2)];
    steps.push(answeredStep(median));
    steps.push(await suffixStep(answers, completion, signal));
    steps.push(...((await protocolRow(config.protocol).probe?.(probedServer(config, deps, completion, signal))) ?? []));
    return { usable: true, steps, medianFirstTokenMs: median, models };
  } catch (error) {
    if (signal.aborted) return { usable: false, steps, models };
    if (!(error instanceof ModelError)) throw error;
    const what = steps.length === 0 ? "reachable" : error.kind === "notFound" ? "model" : "answers";
    return { usable: false, steps: [...steps, { what, result: "failed", why: error.detail }], error, models };
  }
}

async function askForModels(
  config: ServerConfig,
  deps: ModelDeps,
  steps: ProbeStep[],
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (!runsOnServer(config.protocol)) {
    steps.push({ what: "reachable", result: "ok", why: "The model runs inside this editor; nothing is sent." });
    return [];
  }
  const listed = await listModels(config, deps, signal).catch((error: unknown) => {
    if (error instanceof ModelError && error.kind === "notFound") return undefined;
    throw error;
  });
  const models = listed?.map(({ name }) => name);
  steps.push({ what: "reachable", result: "ok", why: "Connected." });
  if (!models) {
    steps.push({ what: "model", result: "unsure", why: translatable("The server has no list of models.") });
    return [];
  }
  const isThere =
    config.model === "" || models.some((name) => name === config.model || name === `${config.model}:latest`);
  if (isThere) steps.push({ what: "model", result: "ok", why: config.model || "The server's only model." });
  // Some servers accept any name; the others report an error with the first request.
  else steps.push({ what: "model", result: "unsure", ...unlisted(config.model, models) });
  return models;
}

function unlisted(model: string, models: readonly string[]): Pick<ProbeStep, "why" | "args"> {
  return models.length === 0
    ? { why: translatable("The server does not list {0}. It lists no models."), args: [model] }
    : {
        why: translatable("The server does not list {0}. It lists {1}."),
        args: [model, models.slice(0, 5).join(", ")],
      };
}

type Answering = ReturnType<typeof createModel>["completion"];

async function answer(
  model: Answering,
  parts: PromptParts,
  signal: AbortSignal,
): Promise<{ text: string; usage: ModelUsage }> {
  let usage: ModelUsage = {};
  let text = "";
  const onUsage = (reported: ModelUsage) => {
    usage = reported;
  };
  for await (const chunk of model.stream(parts, limits, onUsage, signal)) text += chunk;
  return { text, usage };
}

function answeredStep(medianMs: number | undefined): ProbeStep {
  if (medianMs === undefined)
    return { what: "answers", result: "unsure", why: translatable("The model returned nothing.") };
  return {
    what: "answers",
    result: "ok",
    why: "The first token comes after {0} ms (median of {1}).",
    args: [Math.round(medianMs), rounds],
  };
}

/** The word proves that the suffix was read. If the model is too weak to find it, the count of prompt tokens decides. */
async function suffixStep(
  answers: readonly { text: string; usage: ModelUsage }[],
  model: Answering,
  signal: AbortSignal,
): Promise<ProbeStep> {
  if (answers.some(({ text }) => text.includes(word))) {
    return { what: "fillsHoles", result: "ok", why: "It filled in a word that appears only after the cursor." };
  }
  const longer = { ...holeParts, suffix: holeParts.suffix + holeParts.suffix.repeat(20) };
  const { usage } = await answer(model, longer, signal);
  const before = answers[0]?.usage.promptTokens;
  if (usage.promptTokens === undefined || before === undefined) {
    return {
      what: "fillsHoles",
      result: "unsure",
      why: translatable("It did not use the text after the cursor in a small test; it may ignore it."),
    };
  }
  return usage.promptTokens >= before + leastGrowth
    ? {
        what: "fillsHoles",
        result: "unsure",
        why: translatable("It reads the text after the cursor, but did not use it in a small test."),
      }
    : { what: "fillsHoles", result: "failed", why: translatable("It ignores the text after the cursor.") };
}

/** The server as the checks of its own protocol use it. */
function probedServer(config: ServerConfig, deps: ModelDeps, model: Answering, signal: AbortSignal): ProbedServer {
  const address = parseAddress(config.baseUrl, config.protocol);
  return {
    choice: config,
    sample: holeParts,
    fetch: (path, body) => fetchJson(routeOf(address, path), body, deps, signal),
    promptTokens: async (parts) => (await answer(model, parts, signal)).usage.promptTokens,
  };
}

/** Repeats a request while the server reports that it is loading its model. */
async function whenLoaded<T>(
  ask: () => Promise<T>,
  { longestMs, everyMs }: LoadingPatience,
  signal: AbortSignal,
): Promise<T> {
  const tries = Math.ceil(longestMs / everyMs);
  for (let round = 1; ; round++) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof ModelError) || error.kind !== "loading" || round >= tries || signal.aborted) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, everyMs));
  }
}
