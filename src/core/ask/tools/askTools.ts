import type { Passage } from "../askFiles.ts";

/** What a tool found. Everything in it is data: it may contain whatever is written in the workspace. */
export type ToolOutcome =
  /** None if nothing was found. */
  | { readonly kind: "passages"; readonly passages: readonly Passage[] }
  | { readonly kind: "text"; readonly text: string }
  /** `reason` is a sentence for the model and the user. */
  | { readonly kind: "refused"; readonly reason: string };

/** A line of a file as a model names it. */
export interface NamedLine {
  /** As passages show it: relative to the open folder. */
  readonly path: string;
  /** From 0. */
  readonly line: number;
}

/**
 * What a model may look at while it answers. Each function reads through the one gate to files, changes nothing and
 * sends nothing.
 */
export interface AskTools {
  readonly search: (query: string, signal: AbortSignal) => Promise<ToolOutcome>;
  /** Reads lines `[startLine, endLine)`, from 0; at most as many as fit a passage. */
  readonly open: (path: string, startLine: number, endLine: number | undefined) => Promise<ToolOutcome>;
  /** Where the language server says a name on a line is defined, or used. */
  readonly locate: (what: "definition" | "references", at: NamedLine, name: string) => Promise<ToolOutcome>;
  readonly list: (folder: string) => Promise<ToolOutcome>;
  /** The last commits of a file, or the commit of one line. */
  readonly history: (path: string, line: number | undefined, signal: AbortSignal) => Promise<ToolOutcome>;
}
