import type { CompletionModel, PromptParts } from "../../types/model.ts";

/** Below this share of what was sent, counted our way, a server has left parts of the prompt out. */
const leastShare = 0.5;
/** A short prompt says little: the estimate is coarse. */
const leastSent = 300;
/** In a row; one may have been a prompt unlike others. */
const timesToTell = 3;

/**
 * The same model; `onClipped` hears once when the server reads far less than it is sent. llama.cpp's `/infill` does so
 * silently: it keeps three quarters of a batch of the prefix, a quarter of the suffix, and of `input_extra` what its
 * context leaves.
 *
 * @param onClipped told the tokens read and, by estimate, sent in the last request
 */
export function tellClipping(
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
          if (read !== undefined && sent >= leastSent && times < timesToTell) {
            times = read < sent * leastShare ? times + 1 : 0;
            if (times === timesToTell) onClipped(read, sent);
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
