import type { ChatMessage, PromptParts } from "../types/model.ts";

/** Which family's markers to use. */
export interface FamilyChoice {
  /** A family's name, or "auto". */
  readonly family: string;
  /** The model's name as the server lists it. */
  readonly model: string;
  /** The server's own prompt template, where it tells. */
  readonly template?: string | undefined;
}

/** A whole prompt with markers in it, and every text at which an answer is over. */
export interface FimPrompt {
  readonly prompt: string;
  readonly stop: readonly string[];
}

/** The text before and after the hole, for servers that place the markers themselves. */
export interface SplitPrompt {
  readonly prompt: string;
  readonly suffix: string;
}

/** What the model room borrows from the prompt room: parts in, a server's kind of prompt out. */
export interface PromptFormats {
  readonly fim: (parts: PromptParts, choice: FamilyChoice) => FimPrompt;
  readonly split: (parts: PromptParts, choice: FamilyChoice) => SplitPrompt;
  readonly chat: (parts: PromptParts) => readonly ChatMessage[];
  /** Takes out of an answer what was put into the prompt to keep its text from being read as markers; chunk by chunk. */
  readonly restore: (text: string) => string;
}
