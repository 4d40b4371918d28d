import { dropReasoning } from "../answerText/reasoning.ts";
import { type ChatModel, ModelError } from "../types/model.ts";
import type { Translate } from "../types/translate.ts";
import { translatable } from "../util/translatable.ts";
import { boundAnswer } from "./boundAnswer.ts";
import type { AskStep } from "./tools/toolLoop.ts";

/** How the chat model helps to search before it answers. */
export const queryRewritings = ["off", "keywords", "code"] as const;
export type QueryRewriting = (typeof queryRewritings)[number];

const maxTokens = 400;
/** Earlier questions that the model is given, and the longest text that is searched for, in UTF-16 units. */
const mostEarlier = 3;
const longestText = 2_000;

const ways = {
  keywords: {
    label: translatable("Think of words to search for"),
    instructions: `You help to search a code base that you have not seen. Write the words and identifiers that the code which
answers the last question probably contains, in English, at most 20, separated by spaces. Write nothing else.`,
  },
  // Hypothetical document embeddings (Gao et al. 2022), searched for by words.
  code: {
    label: translatable("Draft code to search for"),
    instructions: `You help to search a code base that you have not seen. Write a short piece of code, at most 15 lines, that could be
in it and would answer the last question. Name things as its authors probably did. Write nothing else.`,
  },
} as const;

export interface RewriteOptions {
  readonly way: Exclude<QueryRewriting, "off">;
  readonly model: ChatModel;
  /** Translates the labels of steps and what came back. */
  readonly t: Translate;
}

/**
 * Lets a chat model write a text to search for beside the question.
 * @param questions of the conversation without secrets, the asked one last
 * @returns the text, empty if the model failed or wrote nothing; undefined when aborted
 */
export async function* rewriteQuery(
  questions: readonly string[],
  { way, model, t }: RewriteOptions,
  signal: AbortSignal,
): AsyncGenerator<{ readonly kind: "step"; readonly step: AskStep }, string | undefined, void> {
  const { label, instructions } = ways[way];
  const step = { id: 1, label: t(label) };
  yield { kind: "step", step: { ...step, state: "running", detail: "" } };
  const asked = questions.slice(-1 - mostEarlier).map((question) => `Question: ${question}`);
  const messages = [
    { role: "system", content: instructions },
    { role: "user", content: asked.join("\n") },
  ] as const;
  let text = "";
  try {
    const answer = boundAnswer(dropReasoning(model.stream(messages, maxTokens, () => undefined, signal)), longestText);
    for await (const piece of answer) text += piece;
  } catch (error) {
    // The search goes on with the question alone. If the model is really gone, the answer reports it.
    if (!(error instanceof ModelError)) throw error;
    yield { kind: "step", step: { ...step, state: "failed", detail: t(...error.wording) } };
    return "";
  }
  if (signal.aborted) return undefined;
  const query = text.trim();
  yield { kind: "step", step: { ...step, state: "done", detail: query || t("The model wrote nothing.") } };
  return query;
}
