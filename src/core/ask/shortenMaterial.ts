import type { ChatModel } from "../types/model.ts";
import type { Translate } from "../types/translate.ts";
import type { AskRequest, Passage } from "./askFiles.ts";
import { selectionShare } from "./askPrompt.ts";
import { condense } from "./condense.ts";
import type { AskStep } from "./tools/toolLoop.ts";

/** Request and passages as they may leave this machine. */
export interface SafeMaterial {
  readonly request: AskRequest;
  readonly passages: readonly Passage[];
}

export interface ShortenOptions {
  /** The first passages, which the user added to the question. */
  readonly pinnedCount: number;
  /** Tokens of the prompt. */
  readonly maxTokens: number;
  readonly model: ChatModel;
  readonly estimateTokens: (text: string) => number;
  /** Steps that were shown before. */
  readonly stepsBefore: number;
  readonly t: Translate;
}

/** Share of the prompt for what the user added, and the tokens of a part where that is too long. */
const pinnedShare = 0.5;
const partTokens = 3_000;

/**
 * Lets the model read the selection and what the user added part by part where they are too long for the prompt,
 * instead of cutting them.
 * @returns the material with notes in place of long texts, and the number of steps so far; undefined when aborted
 */
export async function* shortenMaterial(
  { request, passages }: SafeMaterial,
  { pinnedCount, maxTokens, model, estimateTokens, stepsBefore, t }: ShortenOptions,
  signal: AbortSignal,
): AsyncGenerator<StepEvent, (SafeMaterial & { readonly steps: number }) | undefined, void> {
  let steps = stepsBefore;
  const { question } = request;
  async function* read(name: string, text: string): AsyncGenerator<StepEvent, string | undefined, void> {
    const notes = condense(
      { name, text },
      { question, model, partTokens, estimateTokens, stepsBefore: steps, t },
      signal,
    );
    for (let next = await notes.next(); ; next = await notes.next()) {
      if (next.done) return next.value;
      steps = Math.max(steps, next.value.step.id);
      yield next.value;
    }
  }
  let { selection } = request;
  if (selection && estimateTokens(selection.text) > selectionShare * maxTokens) {
    const text = yield* read(selection.path, selection.text);
    if (text === undefined) return undefined;
    selection = { ...selection, text };
  }
  const short: Passage[] = [];
  let room = pinnedShare * maxTokens;
  for (const passage of passages.slice(0, pinnedCount)) {
    const isLong = estimateTokens(passage.text) > room;
    const text = isLong ? yield* read(passage.path, passage.text) : passage.text;
    if (text === undefined) return undefined;
    room -= isLong ? 0 : estimateTokens(text);
    short.push({ ...passage, text });
  }
  return { request: { ...request, selection }, passages: [...short, ...passages.slice(pinnedCount)], steps };
}

type StepEvent = { readonly kind: "step"; readonly step: AskStep };
