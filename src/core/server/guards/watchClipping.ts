import type { CompletionModel, PromptParts } from "../../types/model.ts";

/** A server that reads less than this share of the estimated tokens leaves out parts of the prompt. */
const leastShare = 0.5;
/** Shorter prompts prove nothing, because the estimate is coarse. In tokens. */
const leastSent = 300;
/** Requests in a row; a single prompt may be unusual. */
const timesToReport = 3;

/**
 * The same model; calls `onClipped` once if the server reads far less than it is sent. llama.cpp's `/infill` does so
 * without an error: it keeps three quarters of a batch of the prefix, a quarter of the suffix, and as much of
 * `input_extra` as fits its context.
 *
 * @param onClipped receives the tokens that were read and, by estimate, sent in the last request
 */
export function watchClipping(
  model: CompletionModel,
  estimateTokens: (text: string) => number,
  onClipped: (read: number, sent: number) => void,
): CompletionModel {
  let times = 0;
  return {
    label: model.label,
    stream(parts, limits, onUsage, signal) {
      const sent = textsOf(parts).reduce((sum, text) => sum + estimateTokens(text), 0);
      return model.stream(
        parts,
        limits,
        (usage) => {
          const read = usage.promptTokens;
          if (read !== undefined && sent >= leastSent && times < timesToReport) {
            times = read < sent * leastShare ? times + 1 : 0;
            if (times === timesToReport) onClipped(read, sent);
          }
          onUsage(usage);
        },
        signal,
      );
    },
  };
}

function textsOf({ prefix, suffix, snippets }: PromptParts): readonly string[] {
  return [prefix, suffix, ...snippets.map(({ text }) => text)];
}
