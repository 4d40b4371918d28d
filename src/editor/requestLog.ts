import type * as vscode from "vscode";
import type { Suggestion } from "../core/completion/suggestion.ts";
import type { Trace } from "../core/completion/trace.ts";
import { eventLanguage } from "../core/telemetry/eventLanguage.ts";
import type { RequestEvent, TelemetryEvent } from "../core/telemetry/events.ts";
import type { TriggerDecision } from "../core/trigger/decideTrigger.ts";
import type { Cursor } from "../core/types/cursor.ts";

/** Requests kept in memory for the inspector. */
const keptRequests = 50;

/** One ended request with all that is known of it; lives in memory only. */
export interface RequestRecord {
  readonly event: RequestEvent;
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly trace: Trace;
  readonly suggestion: Suggestion | undefined;
}

export interface EndedRequest {
  readonly trace: Trace;
  readonly cursor: Cursor;
  readonly position: vscode.Position;
  readonly explicit: boolean;
  readonly decision: TriggerDecision;
  readonly suggestion: Suggestion | undefined;
  readonly requestedAt: number;
}

/** Turns every ended request into one event and remembers the last ones for the inspector. */
export class RequestLog {
  readonly #append: (event: TelemetryEvent) => void;
  readonly #onEnded: (record: RequestRecord) => void;
  readonly #records: RequestRecord[] = [];
  #count = 0;

  constructor(append: (event: TelemetryEvent) => void, onEnded: (record: RequestRecord) => void) {
    this.#append = append;
    this.#onEnded = onEnded;
  }

  ended({ trace, cursor, position, explicit, suggestion, requestedAt }: EndedRequest): void {
    const event: RequestEvent = {
      kind: "request",
      at: requestedAt,
      request: ++this.#count,
      languageId: eventLanguage(cursor.languageId),
      trigger: explicit ? "explicit" : "automatic",
      ...trace.ended,
      source: suggestion?.source,
      fromCache: trace.fromCache,
      suggestion: suggestion?.id,
      characters: suggestion?.text.length,
      lines: suggestion?.text.split("\n").length,
      confidence: suggestion?.confidence,
      snippets: trace.prompt && trace.snippets.length,
      promptTokens: trace.usage.promptTokens,
      cachedTokens: trace.usage.cachedTokens,
      completionTokens: trace.usage.completionTokens,
      firstTokenMs: trace.usage.firstTokenMs,
      redactions: trace.redactions,
      stagesMs: trace.stagesMs(),
    };
    const record = { event, uri: cursor.uri, path: cursor.path, line: position.line, trace, suggestion };
    this.#records.push(record);
    if (this.#records.length > keptRequests) this.#records.shift();
    this.#append(event);
    this.#onEnded(record);
  }

  /** The last requests, newest first. */
  recent(): readonly RequestRecord[] {
    return [...this.#records].reverse();
  }
}
