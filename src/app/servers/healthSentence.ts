import { type HealthByUse, type ServerUse, serverUses } from "../../core/server/health/serverHealth.ts";
import { noticeOf } from "./modelNotice.ts";

/** What the user reads for an unhealthy use: which requests fail, and what happens instead. */
const frames: Readonly<Record<ServerUse, (sentence: string) => string>> = {
  completions: (sentence) => `${sentence} The embedded engine continues.`,
  chat: (sentence) => `Ask: ${sentence}`,
  embeddings: (sentence) => `Embeddings model of Ask: ${sentence} Passages are ranked by words alone.`,
};

/**
 * Sentences for the status bar about all unhealthy uses; undefined if all are healthy.
 * @param noteOf explains the address of a server that does not answer
 */
export function healthSentence(
  health: HealthByUse,
  noteOf: (use: ServerUse) => string | undefined = () => undefined,
): string | undefined {
  const sentences = serverUses.flatMap((use) => {
    const state = health[use];
    if (state.kind === "healthy") return [];
    const sentence = frames[use](noticeOf(state.error).sentence);
    const note = state.error.kind === "unreachable" ? noteOf(use) : undefined;
    return note === undefined ? [sentence] : [sentence, note];
  });
  return sentences.length > 0 ? [...new Set(sentences)].join(" ") : undefined;
}
