import { rearmMarkers } from "./disarmMarkers.ts";
import { formatChat } from "./formatChat.ts";
import { formatFim, formatSplitFor } from "./formatFim.ts";

/** All prompt formats, as the clients of servers receive them. */
export const promptFormats = {
  fim: formatFim,
  split: formatSplitFor,
  chat: formatChat,
  restore: rearmMarkers,
} as const;
