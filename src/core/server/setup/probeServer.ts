import { type CompletionLimits, ModelError, type ModelUsage, type PromptParts } from "../../types/model.ts";
import { createModel, type ModelDeps } from "../client/createModel.ts";
import { fetchJson } from "../client/fetchJson.ts";
import { listAt, numberAt } from "../client/json.ts";
import { parseAddress, routeOf } from "../serverAddress.ts";
import type { ServerConfig } from "../serverConfig.ts";
import { listModels } from "./listModels.ts";

/** One thing that was tried, and what came of it. */
export interface ProbeStep {
  readonly what: "reachable" | "model" | "answers" | "fillsHoles" | "context";
  readonly result: "ok" | "failed" | "unsure";
  /** A sentence for people. */
  readonly why: string;
}

/** What a server is good for, with reasons. */
export interface ProbeVerdict {
  readonly usable: boolean;
  readonly steps: readonly ProbeStep[];
  /** The error of a failed step; modelNotices.ts in the editor has a sentence and a button for each kind. */
  readonly error?: ModelError | undefined;
  readonly medianFirstTokenMs?: number | undefined;
  readonly models: readonly string[];
}

/** A hole whose text stands only behind it; nobody guesses the word from what stands before. */
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

/** How long a server may go on loading its model before a probe gives up, and how often it is asked; milliseconds. */
export interface LoadingPatience {
  readonly longestMs: number;
  readonly everyMs: number;
}
const defaultPatience: LoadingPatience = { longestMs: 60_000, everyMs: 1_000 };
/** A suffix twenty times as long costs hundreds of tokens, but llama.cpp keeps a quarter of a batch of it: 128 of 512. */
const leastGrowth = 20;
/** llama.cpp gives snippets what its context leaves beside a batch of 2048 tokens. */
const leastContext = 4096;
/** Tokens after the cursor that a prompt of the usual size may hold; llama.cpp reads a quarter of its batch of them. */
const usualSuffix = 320;

/**
 * Tries a server the way Hunch will use it: reachable, authorised, model there, answering, reading the suffix, how
 * fast. Never throws for what a server does; an aborted probe ends with what it knows.
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
    if (config.protocol === "llamacpp") {
      steps.push(...(await contextStep(config, deps, signal)), ...(await batchStep(config, deps, completion, signal)));
    }
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
  if (config.protocol === "transformers") {
    steps.push({ what: "reachable", result: "ok", why: "The model runs inside this editor; nothing is sent." });
    return [];
  }
  const models = await listModels(config, deps, signal).catch((error: unknown) => {
    if (error instanceof ModelError && error.kind === "notFound") return undefined;
    throw error;
  });
  steps.push({ what: "reachable", result: "ok", why: "The server answers and lets us in." });
  if (!models) {
    steps.push({ what: "model", result: "unsure", why: "The server keeps no list of models." });
    return [];
  }
  const isThere =
    config.model === "" || models.some((name) => name === config.model || name === `${config.model}:latest`);
  if (isThere) steps.push({ what: "model", result: "ok", why: config.model || "The server's only model." });
  else {
    // Some servers answer to any name; one that does not will say so when it is asked.
    const others = models.slice(0, 5).join(", ") || "no models";
    steps.push({ what: "model", result: "unsure", why: `The server does not list ${config.model}, but ${others}.` });
  }
  return models;
}

type Answering = ReturnType<typeof createModel>["completion"];

async function answer(
  model: Answering,
  parts: PromptParts,
  signal: AbortSignal,
): Promise<{ text: string; usage: ModelUsage }> {
  let usage: ModelUsage = {};
  let text = "";
  const hear = (told: ModelUsage) => {
    usage = told;
  };
  for await (const chunk of model.stream(parts, limits, hear, signal)) text += chunk;
  return { text, usage };
}

function answeredStep(medianMs: number | undefined): ProbeStep {
  if (medianMs === undefined) return { what: "answers", result: "unsure", why: "The model had nothing to say." };
  return {
    what: "answers",
    result: "ok",
    why: `The first token comes after ${Math.round(medianMs)} ms (median of ${rounds}).`,
  };
}

/** The word tells; where the model is too weak for it, the count of prompt tokens tells whether a suffix was read. */
async function suffixStep(
  answers: readonly { text: string; usage: ModelUsage }[],
  model: Answering,
  signal: AbortSignal,
): Promise<ProbeStep> {
  if (answers.some(({ text }) => text.includes(word))) {
    return { what: "fillsHoles", result: "ok", why: "It filled a hole with what stood only behind it." };
  }
  const longer = { ...holeParts, suffix: holeParts.suffix + holeParts.suffix.repeat(20) };
  const { usage } = await answer(model, longer, signal);
  const before = answers[0]?.usage.promptTokens;
  if (usage.promptTokens === undefined || before === undefined) {
    return {
      what: "fillsHoles",
      result: "unsure",
      why: "It did not fill a hole from behind; it may ignore the text after the cursor.",
    };
  }
  return usage.promptTokens >= before + leastGrowth
    ? {
        what: "fillsHoles",
        result: "unsure",
        why: "It reads the text after the cursor, but did not use it in a small test.",
      }
    : { what: "fillsHoles", result: "failed", why: "It ignores the text after the cursor: choose another protocol." };
}

async function contextStep(config: ServerConfig, deps: ModelDeps, signal: AbortSignal): Promise<readonly ProbeStep[]> {
  const props = await fetchJson(routeOf(parseAddress(config.baseUrl, "llamacpp"), "/props"), undefined, deps, signal);
  const tokens = numberAt(props, "default_generation_settings", "n_ctx");
  if (tokens === undefined || tokens >= leastContext) return [];
  const why = `Its context of ${tokens} tokens leaves no room for other files: start it with -c 8192.`;
  return [{ what: "context", result: "unsure", why }];
}

/**
 * `/infill` cuts the text after the cursor to a quarter of the server's batch, and before it to three quarters, without
 * a word; nothing tells the batch. So a suffix whose tokens the server has counted is sent, and what was read compared.
 */
async function batchStep(
  config: ServerConfig,
  deps: ModelDeps,
  model: Answering,
  signal: AbortSignal,
): Promise<readonly ProbeStep[]> {
  const url = routeOf(parseAddress(config.baseUrl, "llamacpp"), "/tokenize");
  const count = async (content: string) =>
    listAt(await fetchJson(url, { ...(config.model ? { model: config.model } : {}), content }, deps, signal), "tokens")
      .length;
  const line = '    assert check() == "something else"\n';
  const suffix = line.repeat(Math.ceil(usualSuffix / Math.max(1, await count(line))));
  const none = (await answer(model, { ...holeParts, suffix: "" }, signal)).usage.promptTokens;
  const all = (await answer(model, { ...holeParts, suffix }, signal)).usage.promptTokens;
  if (none === undefined || all === undefined || all - none >= 0.9 * (await count(suffix))) return [];
  const why = `Its batch is small: of what stands after the cursor it reads ${all - none} tokens. Start it with -b 2048.`;
  return [{ what: "context", result: "unsure", why }];
}

/** Asks again while the server says that it is loading its model. */
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
