import type { ChatMessage, PromptParts } from "../../types/model.ts";

/** Selects the family of fill-in-the-middle markers. */
export interface FamilyChoice {
  /** The name of a family, or "auto". */
  readonly family: string;
  /** The model's name as the server lists it. */
  readonly model: string;
  /** The server's own prompt template, if it has one. */
  readonly template?: string | undefined;
}

/** A whole prompt that contains markers, and all texts at which an answer ends. */
export interface FimPrompt {
  readonly prompt: string;
  readonly stop: readonly string[];
}

/** The text before and after the cursor, for servers that add the markers themselves. */
export interface SplitPrompt {
  readonly prompt: string;
  readonly suffix: string;
}

/** The prompt room's functions, handed in so that this room does not import it. */
export interface PromptFormats {
  readonly fim: (parts: PromptParts, choice: FamilyChoice) => FimPrompt;
  readonly split: (parts: PromptParts, choice: FamilyChoice) => SplitPrompt;
  readonly chat: (parts: PromptParts) => readonly ChatMessage[];
  /** Reverts, in each chunk of an answer, the escaping that keeps the user's text from being read as markers. */
  readonly restore: (text: string) => string;
}
