import type { TokenChange } from "./diffTokens.ts";
import type { Token } from "./tokenise.ts";

/** Where a rule was learnt: one piece of one edit. */
interface Evidence {
  /** Place of the edit among those made, from 0. */
  readonly edit: number;
  /** Number of the piece, unique among all edits. */
  readonly piece: number;
  /** Edits made since; 0 for the last one. */
  readonly age: number;
  readonly path: string;
  /** Line of the new text in the current text, from 0. */
  readonly line: number;
  /** Whether the edit also holds lines without a partner: a wrapped line or a rewritten block. */
  readonly isPartial: boolean;
}

/** One token change of a line pair, an example of a {@link TokenRule}. */
export interface TokenExample extends Evidence {
  readonly change: TokenChange;
  readonly oldTokens: readonly Token[];
  readonly oldText: string;
  readonly newTokens: readonly Token[];
  readonly newText: string;
  /** Token changes in the line altogether. */
  readonly changes: number;
}

/** Old tokens that become new tokens, where the context of an example agrees. */
export interface TokenRule {
  readonly kind: "rename" | "replace" | "insert" | "delete";
  readonly key: string;
  readonly old: readonly string[];
  readonly now: readonly string[];
  /** The new tokens with the white space between them. */
  readonly text: string;
  readonly examples: TokenExample[];
}

export interface LinesExample extends Evidence {
  /** The unchanged lines around the piece; empty at either end of the file. */
  readonly above: string;
  readonly below: string;
}

/**
 * Whole lines that are inserted, deleted or replaced, here and where lines of the same shape are, with their names
 * exchanged. `pair`: one line by one line; `edit`: all pieces of an edit together.
 */
export interface LinesRule {
  readonly kind: "insertLines" | "deleteLines" | "replaceLines" | "pair" | "edit";
  readonly key: string;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
  readonly examples: LinesExample[];
}
