import type { CompletionAnswer } from "../../core/completion/request.ts";
import type { EndedServerRequest } from "../../core/completion/serverAnswers.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import { eventLanguage } from "../../core/statistics/eventLanguage.ts";
import type {
  RequestEvent,
  Reuse,
  SnippetCounts,
  StageTimes,
  TelemetryEvent,
  VariantFacts,
} from "../../core/statistics/events.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Snippet } from "../../core/types/snippet.ts";

/** Requests kept in memory for the inspector: some minutes of typing, with prompts about 10 MB. */
const keptRequests = 300;
/** A prefetched suggestion is shown soon or never. */
const keptPrefetches = 100;

/** One ended request with all that is known of it; lives in memory only. */
export interface RequestRecord {
  readonly event: RequestEvent;
  readonly uri: string;
  /** Of the document, as the request saw it. */
  readonly version: number;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  readonly answer: CompletionAnswer;
  readonly suggestion: Suggestion | undefined;
}

/** A request for suggestions that has ended. */
export interface EndedRequest {
  readonly answer: CompletionAnswer;
  readonly cursor: Cursor;
  readonly explicit: boolean;
  /** The variant that made the choices, if any. */
  readonly variant: VariantFacts | undefined;
  /** The first suggestion that was returned. */
  readonly suggestion: Suggestion | undefined;
  /** Milliseconds since 1970. */
  readonly requestedAt: number;
}

/** Turns every ended request into one event and remembers the editor's last ones for the inspector. */
export class RequestLog {
  readonly #append: (event: TelemetryEvent) => void;
  readonly #records: RequestRecord[] = [];
  /** Suggestions that were requested before the user needed them. */
  readonly #prefetched = new Set<number>();
  #lastSuggestion: number | undefined;
  #count = 0;

  constructor(append: (event: TelemetryEvent) => void) {
    this.#append = append;
  }

  ended({ answer, cursor, explicit, variant, suggestion, requestedAt }: EndedRequest): void {
    const event: RequestEvent = {
      kind: "request",
      at: requestedAt,
      request: ++this.#count,
      languageId: eventLanguage(cursor.languageId),
      trigger: explicit ? "explicit" : "automatic",
      ...answer.end,
      variant,
      source: suggestion?.source,
      reuse: this.#reuseOf(answer, suggestion),
      suggestion: suggestion?.id,
      characters: suggestion?.text.length,
      lines: suggestion?.text.split("\n").length,
      confidence: suggestion?.confidence,
      stagesMs: { ...ownStages(answer), ...answer.stagesMs },
    };
    this.#lastSuggestion = suggestion?.id;
    const { uri, version, path } = cursor;
    this.#records.push({ event, uri, version, path, line: cursor.line, answer, suggestion });
    if (this.#records.length > keptRequests) this.#records.shift();
    this.#append(event);
  }

  /** Logs what a request to a model cost. The completions that wait for it are logged by themselves. */
  modelEnded({ cursor, trigger, choices, provenance, suggestion }: EndedServerRequest): void {
    const { prompt, redactions, usage, failure } = provenance;
    if (trigger === "prefetch" && suggestion) remember(this.#prefetched, suggestion.id);
    this.#append({
      kind: "modelRequest",
      at: Date.now(),
      languageId: eventLanguage(cursor.languageId),
      trigger,
      variant: choices.variant,
      suggestion: suggestion?.id,
      snippets: countKinds(prompt?.snippets ?? []),
      redactions,
      promptTokens: usage.promptTokens,
      cachedTokens: usage.cachedTokens,
      completionTokens: usage.completionTokens,
      ...(failure ? { failure } : {}),
      firstTokenMs: usage.firstTokenMs,
    });
  }

  #reuseOf({ fromCache }: CompletionAnswer, suggestion: Suggestion | undefined): Reuse {
    if (suggestion && suggestion.id === this.#lastSuggestion) return "typedThrough";
    if (suggestion && this.#prefetched.has(suggestion.id)) return "prefetched";
    return fromCache ? "cached" : "no";
  }

  /** The last requests, newest first. */
  recent(): readonly RequestRecord[] {
    return [...this.#records].reverse();
  }
}

function remember(ids: Set<number>, id: number): void {
  ids.add(id);
  const [oldest] = ids;
  if (ids.size > keptPrefetches && oldest !== undefined) ids.delete(oldest);
}

function countKinds(snippets: readonly Snippet[]): SnippetCounts {
  const count = (kind: Snippet["kind"]) => snippets.filter((snippet) => snippet.kind === kind).length;
  return { window: count("window"), outline: count("outline"), definition: count("definition") };
}

/** Stages of the request to the server: of every completion that waited for it. */
function ownStages({ provenance, fromCache }: CompletionAnswer): Partial<StageTimes> {
  if (!provenance || fromCache) return {};
  const { total: _, ...stages } = provenance.stopwatch.stagesMs();
  return stages;
}
