import { type HealthByUse, type ServerUse, serverUses } from "../../core/server/health/serverHealth.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import { noticeOf } from "./modelNotice.ts";

/** What the user reads for an unhealthy use: which requests fail, and what happens instead. */
const frames: Readonly<Record<ServerUse, string>> = translatable({
  completions: "{0} The embedded engine continues.",
  nextEdits: "Next edits: {0} Their rules continue without the model.",
  chat: "Ask: {0}",
  embeddings: "Embeddings model of Ask: {0} Passages are ranked by words alone.",
});

/**
 * Sentences for the status bar about all unhealthy uses; undefined if all are healthy.
 * @param noteOf explains the address of a server that does not answer
 */
export function healthSentence(
  health: HealthByUse,
  noteOf: (use: ServerUse) => string | undefined = () => undefined,
  t: Translate = english,
): string | undefined {
  const sentences = serverUses.flatMap((use) => {
    const state = health[use];
    if (state.kind === "healthy") return [];
    const sentence = t(frames[use], noticeOf(state.error, t).sentence);
    const note = state.error.kind === "unreachable" ? noteOf(use) : undefined;
    return note === undefined ? [sentence] : [sentence, note];
  });
  return sentences.length > 0 ? [...new Set(sentences)].join(" ") : undefined;
}
