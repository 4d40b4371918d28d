import type { StringSyntax } from "../languages/language.ts";
import type { HeredocOpening } from "./heredocs.ts";

/** Something that was opened and not closed yet. `at` counts from the start of the scanned text. */
export type Frame =
  | { readonly kind: "bracket" | "word"; readonly at: number; readonly close: string; readonly hole: boolean }
  | {
      readonly kind: "string";
      readonly at: number;
      readonly syntax: StringSyntax;
      /** The language in which its text is written, if the code names one. */
      readonly languageId?: string;
    }
  | { readonly kind: "heredoc"; readonly at: number; readonly word: string; readonly hole: string | undefined }
  /** Text of a YAML block scalar; its lines are indented by more than `margin` columns. */
  | { readonly kind: "block"; readonly at: number; readonly margin: number }
  /** Text of a template, outside the tags between which code is written. */
  | { readonly kind: "template"; readonly at: number }
  | {
      readonly kind: "comment";
      readonly at: number;
      readonly open: string;
      readonly close: string;
      readonly depth: number;
    }
  | {
      readonly kind: "tag";
      readonly at: number;
      readonly name: string;
      readonly closing: boolean;
      readonly dialect?: string;
    }
  | { readonly kind: "element"; readonly at: number; readonly name: string }
  | { readonly kind: "embedded"; readonly at: number; readonly languageId: string; readonly until: string };

/** The state at the end of a scan. A later scan can continue from it if the text ended at the start of a line. */
export interface ScanState {
  /** Characters scanned so far. */
  readonly length: number;
  readonly frames: readonly Frame[];
  /** Whether an operand is expected, so that `/` opens a regex and `<` a tag. */
  readonly expectsOperand: boolean;
  /** Heredocs that begin on the next line. */
  readonly heredocs: readonly HeredocOpening[];
}

/** An opening or closing bracket, block word or tag. */
export interface Mark {
  readonly kind: "open" | "close";
  readonly at: number;
  readonly end: number;
  /** Where what this closes was opened; undefined for an opening mark, or when it closes nothing. */
  readonly partner: number | undefined;
}

/**
 * A string, regex or comment with its quotes and marks. `close` is where its closing mark begins; while it is open, both
 * `close` and `to` are the end of the text.
 */
export interface Span {
  readonly kind: "string" | "comment";
  readonly from: number;
  readonly close: number;
  readonly to: number;
  readonly open: boolean;
}

export interface Scan {
  readonly state: ScanState;
  readonly marks: readonly Mark[];
  readonly spans: readonly Span[];
}

export const scanStart: ScanState = { length: 0, frames: [], expectsOperand: true, heredocs: [] };
