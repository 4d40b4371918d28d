import { dropReasoning } from "../../answerText/reasoning.ts";
import type { Redactor } from "../../privacy/redaction.ts";
import type { Converse, ModelPart, ToolCall, ToolMessage, ToolSpec } from "../../types/model.ts";
import type { Translate } from "../../types/translate.ts";
import { translatable } from "../../util/translatable.ts";
import type { Passage } from "../askFiles.ts";
import { fenced, sourceBlock } from "../askPrompt.ts";
import { boundAnswer, type StreamEnding } from "../boundAnswer.ts";
import type { AskTools, ToolOutcome } from "./askTools.ts";
import { prepareCall, toolSpecs } from "./toolTable.ts";

/** Something the model did on the way to its answer. Texts are for display. */
export interface AskStep {
  /** Position, from 1. */
  readonly id: number;
  readonly label: string;
  readonly state: "running" | "done" | "refused" | "failed";
  /** What came back. */
  readonly detail: string;
}

/** What happens while a model answers with tools. */
export type LoopEvent =
  | { readonly kind: "text"; readonly text: string }
  /** The text so far was said before a tool was called: the answer starts again. */
  | { readonly kind: "restart" }
  /** A step that begins, or the same one with what came back. */
  | { readonly kind: "step"; readonly step: AskStep }
  /** Passages that were found on the way; their numbers go on from those before. */
  | { readonly kind: "sources"; readonly sources: readonly Passage[] }
  | { readonly kind: "ended"; readonly ending: StreamEnding };

export interface ToolLoopOptions {
  readonly converse: Converse;
  readonly messages: readonly ToolMessage[];
  /** Passages that the model has been given. */
  readonly sources: readonly Passage[];
  readonly tools: AskTools;
  /** Steps that are run at most; then the model has to answer. */
  readonly maxSteps: number;
  readonly maxAnswerTokens: number;
  /** Tokens of everything that tools return together. */
  readonly maxResultTokens: number;
  readonly estimateTokens: (text: string) => number;
  readonly redactor: Redactor;
  /** Translates the labels of steps and what came back. */
  readonly t: Translate;
  /** Steps that were shown before. */
  readonly stepsBefore: number;
}

/** Characters of one result that the model is given, and of one that the user is shown. */
const longestResult = 8_000;
const longestDetail = 2_000;

/**
 * Lets a model answer that may call tools. Each call is run by {@link AskTools}, never by what a text says; results are
 * data for the model. Ends after `maxSteps` at the latest. Ends without `ended` when aborted.
 * @throws ModelError when the model fails
 */
export async function* toolLoop(options: ToolLoopOptions, signal: AbortSignal): AsyncGenerator<LoopEvent, void, void> {
  const messages = [...options.messages];
  const run = new ToolRun(options, signal);
  while (!signal.aborted) {
    const offered = run.mayCall ? toolSpecs : [];
    const round = yield* oneAnswer(messages, offered, options, signal);
    if (!round) return;
    const { said, ending, calls } = round;
    if (calls.length === 0 || offered.length === 0 || ending !== "complete") {
      yield { kind: "ended", ending };
      return;
    }
    if (said !== "") yield { kind: "restart" };
    messages.push({ role: "assistant", content: said, calls });
    for (const call of calls) messages.push({ role: "tool", call, content: yield* run.answer(call) });
  }
}

interface Round {
  readonly said: string;
  readonly ending: StreamEnding;
  readonly calls: readonly ToolCall[];
}

/** Streams one answer of the model. @returns what it said and wants to call; undefined when aborted */
async function* oneAnswer(
  messages: readonly ToolMessage[],
  tools: readonly ToolSpec[],
  { converse, maxAnswerTokens }: ToolLoopOptions,
  signal: AbortSignal,
): AsyncGenerator<LoopEvent, Round | undefined, void> {
  const calls: ToolCall[] = [];
  const parts = converse(messages, { maxTokens: maxAnswerTokens, tools }, () => undefined, signal);
  const answer = boundAnswer(dropReasoning(textsOf(parts, calls)));
  let said = "";
  try {
    for (let next = await answer.next(); !signal.aborted; next = await answer.next()) {
      if (next.done) return { said, ending: next.value, calls };
      said += next.value;
      yield { kind: "text", text: next.value };
    }
    return undefined;
  } finally {
    await answer.return("complete"); // Whoever stops listening ends the request too.
  }
}

/** Runs the calls of one answer, and counts what they may still cost. */
class ToolRun {
  readonly #options: ToolLoopOptions;
  readonly #signal: AbortSignal;
  readonly #sources: Passage[];
  readonly #asked = new Set<string>();
  #room: number;
  #steps = 0;

  constructor(options: ToolLoopOptions, signal: AbortSignal) {
    this.#options = options;
    this.#signal = signal;
    this.#sources = [...options.sources];
    this.#room = options.maxResultTokens;
  }

  get mayCall(): boolean {
    return this.#steps < this.#options.maxSteps && this.#room > 0;
  }

  /** Runs a call. @returns what the model is told */
  async *answer(call: ToolCall): AsyncGenerator<LoopEvent, string, void> {
    if (!this.mayCall) return "No more calls are possible. Answer now.";
    const key = `${call.name} ${call.input}`;
    if (this.#asked.has(key)) return "You have this result already.";
    this.#asked.add(key);
    this.#steps++;
    const { tools, estimateTokens, redactor, stepsBefore, t } = this.#options;
    const prepared = prepareCall(call, t);
    const step = {
      id: stepsBefore + this.#steps,
      label: prepared?.label ?? t("Unknown tool “{0}”", call.name.slice(0, 80)),
    };
    yield { kind: "step", step: { ...step, state: "running", detail: "" } };
    const outcome: ToolOutcome = prepared
      ? await prepared.run(tools, this.#signal)
      : { kind: "refused", reason: translatable("There is no such tool, or its input is not a JSON object.") };
    const { content, added } = describe(outcome, this.#sources, redactor);
    const told = cut(content, this.#room, estimateTokens);
    this.#room -= estimateTokens(told);
    if (added.length > 0) {
      this.#sources.push(...added);
      yield { kind: "sources", sources: [...this.#sources] };
    }
    const state = outcome.kind === "refused" ? "refused" : "done";
    yield { kind: "step", step: { ...step, state, detail: detailOf(outcome, t) } };
    return told;
  }
}

async function* textsOf(parts: AsyncIterable<ModelPart>, calls: ToolCall[]): AsyncGenerator<string> {
  for await (const part of parts) {
    if (part.kind === "text") yield part.text;
    else calls.push(part.call);
  }
}

/** What the model is told, and the passages that it had not been given before. */
function describe(
  outcome: ToolOutcome,
  sources: readonly Passage[],
  redactor: Redactor,
): { readonly content: string; readonly added: readonly Passage[] } {
  if (outcome.kind === "refused") return { content: `Refused: ${outcome.reason}`, added: [] };
  if (outcome.kind === "text")
    return { content: fenced(redactor.clean(outcome.text).slice(0, longestResult)), added: [] };
  if (outcome.passages.length === 0) return { content: "Nothing was found.", added: [] };
  const added: Passage[] = [];
  let content = "";
  for (const passage of outcome.passages) {
    const all = [...sources, ...added];
    const known = all.findIndex((source) => isSame(source, passage));
    const number = known < 0 ? all.length + 1 : known + 1;
    const block = sourceBlock({ ...passage, text: redactor.clean(passage.text) }, number);
    if (content.length + block.length > longestResult) break;
    content += `${block}\n\n`;
    if (known < 0) added.push(passage);
  }
  return { content: content || "The passage is too long.", added };
}

function isSame(a: Passage, b: Passage): boolean {
  return a.uri === b.uri && a.startLine === b.startLine && a.endLine === b.endLine;
}

/** The lines from the start that fit. */
function cut(text: string, tokens: number, estimateTokens: (text: string) => number): string {
  if (estimateTokens(text) <= tokens) return text;
  const lines = text.split("\n");
  let kept = "";
  for (const line of lines) {
    if (estimateTokens(kept + line) > tokens) break;
    kept += `${line}\n`;
  }
  return `${kept}(cut here: no room is left)`;
}

function detailOf(outcome: ToolOutcome, t: Translate): string {
  switch (outcome.kind) {
    case "refused":
      return t(outcome.reason);
    case "text":
      return outcome.text.slice(0, longestDetail);
    case "passages":
      return outcome.passages.length === 0
        ? t("Nothing was found.")
        : outcome.passages.map(({ path, startLine, endLine }) => `${path}:${startLine + 1}–${endLine}`).join("\n");
  }
}
