import type { CompletionSource } from "../statistics/events.ts";
import type { EngineOrigin } from "../types/engine.ts";
import type { Provenance } from "./provenance.ts";

/** What ghost text proposes at one place. */
export interface Suggestion {
  /** Stays the same while the user types along, so that one suggestion is counted once. */
  readonly id: number;
  /** Text to insert at the cursor, with "\n" line ends. */
  readonly text: string;
  /** UTF-16 units after the cursor, on its line, that the text replaces. */
  readonly replaceAfter: number;
  readonly source: CompletionSource;
  /** Calibrated probability of the embedded engine; undefined for a server's answer. */
  readonly confidence: number | undefined;
  /** Where the embedded engine learned it, or `language` if from no file. */
  readonly origin: EngineOrigin | "language" | undefined;
  /** How a model came to it; undefined for the embedded engine's. */
  readonly provenance?: Provenance | undefined;
}
