import { rearmMarkers } from "./disarmMarkers.ts";
import { formatChat } from "./formatChat.ts";
import { formatFim, formatSplitFor } from "./formatFim.ts";

/** Every kind of prompt this room can render, as the model room borrows them. */
export const promptFormats = {
  fim: formatFim,
  split: formatSplitFor,
  chat: formatChat,
  restore: rearmMarkers,
} as const;
