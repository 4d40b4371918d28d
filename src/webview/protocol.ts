import { fieldsOf, lineOf, textOf } from "./messages/fields.ts";

/**
 * Messages between the inspector and the extension. All of them are plain data. A web view is not trusted, so its
 * messages are checked by the guard below.
 */

export interface InspectorSnippet {
  readonly uri: string;
  readonly path: string;
  /** Lines `[startLine, endLine)`, from 0. */
  readonly startLine: number;
  readonly endLine: number;
  readonly score: number;
  readonly tokens: number;
}

/** A recent request. */
export interface InspectorRequest {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly languageId: string;
  readonly trigger: "automatic" | "explicit";
  readonly outcome: "offered" | "empty" | "skipped" | "cancelled" | "failed";
  /** A sentence with the reason of its outcome; "" for a suggestion that was offered as usual. */
  readonly reason: string;
  readonly source: "embedded" | "cache" | "server" | undefined;
  /** Confidence of the embedded engine, in [0, 1]. */
  readonly confidence: number | undefined;
  readonly suggestion: string | undefined;
  /** Location that the embedded engine learned it from. */
  /** `language`: no file, but what is common in the language. */
  readonly origin: { readonly uri: string; readonly path: string; readonly line: number } | "language" | undefined;
  /** Stages in the order in which they ran, with their durations in milliseconds. */
  readonly stages: readonly { readonly name: string; readonly ms: number }[];
  readonly totalMs: number;
  readonly snippets: readonly InspectorSnippet[];
  /** Rules that changed the model's text, in order. */
  readonly changedBy: readonly string[];
  /** The rule that dropped the model's text. */
  readonly droppedBy: string | undefined;
  readonly redactions: number | undefined;
  readonly promptTokens: number | undefined;
  readonly cachedTokens: number | undefined;
  readonly completionTokens: number | undefined;
  readonly firstTokenMs: number | undefined;
  /** Prompt that was sent to a model. Only part of the message while the user wants to see it; stored nowhere. */
  readonly prompt: string | undefined;
  /** The model's text before any rule. Only sent together with the prompt. */
  readonly rawText: string | undefined;
}

/** Today's requests to a model server, and their tokens as far as the server reports them. */
export interface InspectorServer {
  readonly server: string;
  /** What the server is configured for. */
  readonly use: "completions" | "questions" | "both";
  readonly requests: number;
  /** 0 for no limit. */
  readonly maxRequests: number;
  readonly promptTokens: number;
  readonly cachedTokens: number;
  readonly completionTokens: number;
  /** Median of its last answers; undefined if unknown. */
  readonly firstTokenMs?: number | undefined;
  /** Speed at which it reads prompts, from its last answers. It limits the length of the next prompt. */
  readonly promptTokensPerSecond?: number | undefined;
  /** How requests differ from the usual ones because the server refuses fields, a phrase each. */
  readonly changes?: readonly string[] | undefined;
}

/** A change of whole lines. */
export interface InspectorChange {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly oldLines: readonly string[];
  readonly newLines: readonly string[];
}

/** A recent next edit. */
export interface InspectorNextEdit extends InspectorChange {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** A word. */
  readonly outcome: string;
  /** Why it was proposed at this place, in a sentence. */
  readonly reason: string;
  /** In [0, 1]; undefined for a model's. */
  readonly confidence: number | undefined;
  /** The model that proposed it; undefined for the rules. */
  readonly model: string | undefined;
  /** The edits that it was learnt from, or that the model was sent, oldest first. */
  readonly examples: readonly InspectorChange[];
}

/** Content of the inspector, newest request first. */
export interface InspectorReport {
  /** What Hunch does at the cursor and why, to follow "At the cursor now: ". */
  readonly now?: string | undefined;
  /** What keeps statistics from being complete, a sentence each. */
  readonly troubles?: readonly string[] | undefined;
  /** The configured ones, the completion server first. */
  readonly servers?: readonly InspectorServer[] | undefined;
  readonly requests: readonly InspectorRequest[];
  /** Newest first. */
  readonly nextEdits?: readonly InspectorNextEdit[] | undefined;
}

export interface ToInspector {
  readonly kind: "report";
  readonly report: InspectorReport;
}

export type FromInspector =
  | { readonly kind: "ready" }
  /** Whether reports should contain prompts. */
  | { readonly kind: "showPrompts"; readonly isOn: boolean }
  | { readonly kind: "open"; readonly uri: string; readonly line: number };

/** Returns a valid message of the inspector, or undefined for anything else. */
export function readInspectorMessage(value: unknown): FromInspector | undefined {
  const field = fieldsOf(value);
  const kind = field("kind");
  if (kind === "ready") return { kind };
  if (kind === "showPrompts") return { kind, isOn: field("isOn") === true };
  const uri = textOf(field("uri"));
  const line = lineOf(field("line"));
  return kind === "open" && uri !== undefined && line !== undefined ? { kind, uri, line } : undefined;
}
