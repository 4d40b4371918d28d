import type { CompletionLimits, ModelUsage, PromptParts } from "../types/model.ts";
import type { PromptFormats } from "./promptFormats.ts";
import type { ServerConfig } from "./serverConfig.ts";

/** What one event of an answer says; an event may say nothing of interest. */
export interface WireEvent {
  readonly text?: string | undefined;
  /** The server says that the answer is complete: a stream that ends without was cut. */
  readonly done?: boolean | undefined;
  readonly usage?: ModelUsage | undefined;
}

/** What a request is made of. */
export interface WireInput {
  readonly parts: PromptParts;
  readonly limits: CompletionLimits;
  readonly config: ServerConfig;
  readonly formats: PromptFormats;
  /** The server's own prompt template, where the protocol asks for it first. */
  readonly template?: string | undefined;
}

/** A request of a protocol, and every text at which its answer must end. */
export interface WireRequest {
  readonly body: Readonly<Record<string, unknown>>;
  readonly stop: readonly string[];
}

/** One completion protocol: a row of the table in wires.ts. */
export interface CompletionWire {
  /** Below the base path. */
  readonly path: string;
  readonly framing: "sse" | "ndjson";
  readonly request: (input: WireInput) => WireRequest;
  readonly read: (event: unknown) => WireEvent;
  /** Answers wrapped in talk, fences or a tag are unwrapped. */
  readonly unwraps?: boolean;
}
