import type { Passage } from "../../../core/ask/askFiles.ts";
import { declaredName } from "../../../core/code/declarators.ts";
import { estimateTokens } from "../../../core/prompt/estimateTokens.ts";
import type { ChatModel, Converse, ModelPart, ToolCall, ToolMessage, ToolOptions } from "../../../core/types/model.ts";

/** What one answer cost. */
export interface AnswerCost {
  readonly requests: number;
  readonly calls: number;
  /** Of all requests: messages and descriptions of tools, by the estimate that Ask uses. */
  readonly promptTokens: number;
}

const mostNames = 3;
const linesAfter = 60;

/**
 * Stands in for a chat model with tools, because a benchmark must not depend on one. It always does the same: in its
 * first request it searches for the names that the first and the second passage declare, and reads on after the first;
 * then it answers.
 * Without tools it repeats the question, also where it is asked for another text to search for.
 * It understands nothing, so it shows what tools cost and what more passages bring, not what a model makes of them.
 */
export class StandInModel implements ChatModel {
  readonly label = "stand-in";
  readonly #sources: () => readonly Passage[];
  #cost: AnswerCost = { requests: 0, calls: 0, promptTokens: 0 };

  /** @param sources that the model has been given so far */
  constructor(sources: () => readonly Passage[]) {
    this.#sources = sources;
  }

  get cost(): AnswerCost {
    return this.#cost;
  }

  async *stream(messages: readonly ToolMessage[]): AsyncGenerator<string> {
    this.#count(messages.map(({ content }) => content));
    yield /^Question: (.*)$/m.exec(messages.at(-1)?.content ?? "")?.[1] ?? "";
  }

  readonly converse: Converse = (messages, options) => this.#converse(messages, options);

  async *#converse(messages: readonly ToolMessage[], { tools }: ToolOptions): AsyncGenerator<ModelPart> {
    const isFirst = !messages.some(({ role }) => role === "tool");
    const calls = isFirst && tools.length > 0 ? this.#calls() : [];
    this.#count([...messages.map(({ content }) => content), JSON.stringify(tools)], calls.length);
    for (const call of calls) yield { kind: "call", call };
    if (calls.length === 0) yield { kind: "text", text: "An answer." };
  }

  #calls(): readonly ToolCall[] {
    const [first, second] = this.#sources();
    const calls = [first, second].flatMap((passage) => {
      const names = passage ? namesIn(passage) : [];
      return names.length > 0 ? [{ name: "search", input: { query: names.join(" ") } }] : [];
    });
    const next = first && {
      path: first.path,
      start_line: first.endLine + 1,
      end_line: first.endLine + linesAfter,
    };
    return [...calls, ...(next ? [{ name: "open_file", input: next }] : [])].map(({ name, input }, at) => ({
      id: String(at),
      name,
      input: JSON.stringify(input),
    }));
  }

  #count(sent: readonly string[], calls = 0): void {
    const { requests, promptTokens, ...before } = this.#cost;
    this.#cost = {
      requests: requests + 1,
      calls: before.calls + calls,
      promptTokens: promptTokens + sent.reduce((sum, text) => sum + estimateTokens(text), 0),
    };
  }
}

function namesIn({ text }: Passage): readonly string[] {
  const names = text.split("\n").flatMap((line) => declaredName(line) ?? []);
  return [...new Set(names)].slice(0, mostNames);
}
