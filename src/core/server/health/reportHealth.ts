import { type ChatModel, type CompletionModel, ModelError } from "../../types/model.ts";
import type { HealthReporter } from "./serverHealth.ts";

/** The same model; reports whether it answers. */
export function reportCompletionHealth(model: CompletionModel, reporter: HealthReporter): CompletionModel {
  return {
    label: model.label,
    stream: (parts, limits, onUsage, signal) =>
      reportStream(model.stream(parts, limits, onUsage, signal), reporter, signal),
  };
}

/** The same chat model; reports whether it answers. */
export function reportChatHealth({ label, stream, converse }: ChatModel, reporter: HealthReporter): ChatModel {
  return {
    label,
    stream: (messages, maxTokens, onUsage, signal) =>
      reportStream(stream(messages, maxTokens, onUsage, signal), reporter, signal),
    converse:
      converse &&
      ((messages, options, onUsage, signal) =>
        reportStream(converse(messages, options, onUsage, signal), reporter, signal)),
  };
}

/** Reports once per answer: at its first text or its empty end, and again if it fails. A cancelled one says nothing. */
export async function* reportStream<Part>(
  parts: AsyncIterable<Part>,
  reporter: HealthReporter,
  signal: AbortSignal,
): AsyncGenerator<Part> {
  let hasBegun = false;
  try {
    for await (const part of parts) {
      if (!hasBegun) reporter.answered();
      hasBegun = true;
      yield part;
    }
    if (!hasBegun && !signal.aborted) reporter.answered();
  } catch (error) {
    if (error instanceof ModelError && !signal.aborted) reporter.failed(error);
    throw error;
  }
}

/** Runs one request that is not streamed, and reports whether it was answered. */
export async function reportRequest<T>(
  request: () => Promise<T>,
  reporter: HealthReporter,
  signal: AbortSignal,
): Promise<T> {
  try {
    const answer = await request();
    reporter.answered();
    return answer;
  } catch (error) {
    if (error instanceof ModelError && !signal.aborted) reporter.failed(error);
    throw error;
  }
}
