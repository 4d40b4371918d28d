import { completeAt } from "../../core/completion/completeAt.ts";
import type { CompletionPorts } from "../../core/completion/request.ts";
import type { Suggestion } from "../../core/completion/suggestion.ts";
import type { GlobPath } from "../../core/context/globs.ts";
import type { VariantFacts } from "../../core/statistics/events.ts";
import type { RequestEnd } from "../../core/statistics/requestEnd.ts";
import type { SelectedSuggestion } from "../../core/trigger/continueSelected.ts";
import type { TriggerMoment } from "../../core/trigger/decideTrigger.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { EndedRequest } from "../journal/requestLog.ts";
import type { RecentFeed } from "../learning/recentFeed.ts";
import type { OpenDocument } from "../ports.ts";
import type { DocumentSettings } from "../settings/documentSettings.ts";
import type { Settings } from "../settings/parseSettings.ts";
import type { AppliedVariant } from "../variants/activeVariants.ts";
import { requestChoices } from "../variants/requestChoices.ts";
import type { Silence } from "./silence.ts";

/** A position at which an editor asks for suggestions. */
export interface SuggestionRequest {
  readonly document: Omit<OpenDocument, "text">;
  readonly cursor: Cursor;
  /** The file that contains the document: the notebook of a cell. */
  readonly file: string;
  /** Milliseconds that reading the cursor's text took. */
  readonly contextMs: number;
  /** Requested by the user rather than by typing. */
  readonly explicit: boolean;
  /** What is chosen in the suggest widget, if the widget is open. */
  readonly selected: SelectedSuggestion | undefined;
  /** What the editor says of the document and its cursors. */
  readonly editor: Pick<TriggerMoment, "supportedDocument" | "readOnly" | "cursors" | "hasSelection">;
  readonly settings: DocumentSettings;
  /** How long typing must pause before a new suggestion appears, in milliseconds. */
  readonly newOfferPauseMs: number;
  readonly path: GlobPath;
  /** Whether the document is still the one that the cursor's text was read from. */
  readonly isCurrent: () => boolean;
}

/** What an editor shows for a request. */
export interface AnsweredRequest {
  /** The best one first; none if the answer came late. */
  readonly suggestions: readonly Suggestion[];
  /** A suggestion is ready, but the item chosen in the suggest widget contradicts it. */
  readonly isHeld: boolean;
  /** The variant that made the choices, if any. */
  readonly variant: VariantFacts | undefined;
}

export interface SuggestionRequestsDeps {
  readonly ports: CompletionPorts;
  readonly recentFeed: Pick<RecentFeed, "ensure">;
  readonly silence: Silence;
  readonly excludes: (uri: string) => Promise<boolean>;
  readonly context: () => Settings["context"];
  /** The variant of a request in a file, if one is in use. */
  readonly variantAt: (uri: string) => AppliedVariant | undefined;
  /** Milliseconds since 1970. */
  readonly wall: () => number;
  readonly onEnded: (request: EndedRequest) => void;
}

/** Answers an editor's requests for suggestions, and records each one. Returns nothing rather than a late answer. */
export class SuggestionRequests {
  readonly #deps: SuggestionRequestsDeps;

  constructor(deps: SuggestionRequestsDeps) {
    this.#deps = deps;
  }

  async answer(request: SuggestionRequest, signal: AbortSignal): Promise<AnsweredRequest> {
    const { ports, recentFeed, silence, excludes, variantAt, onEnded } = this.#deps;
    const { cursor, explicit, settings, editor } = request;
    const requestedAt = this.#deps.wall();
    const moment: Omit<TriggerMoment, "secretFile"> = {
      ...editor,
      cursor,
      explicit,
      languageOn: settings.enabled,
      fileOn: !silence.isOffFor(request.file),
      snoozed: silence.isSnoozed,
      onDemandOnly: settings.trigger === "onDemand",
      inComments: settings.inComments,
      inStrings: settings.inStrings,
      codeOnlyFile: settings.isOnlyInCode(request.path),
      maxLines: settings.maxLines,
      excludedFile: await excludes(cursor.uri),
      rejectedHere: silence.isRejectedAt(cursor),
      selectedSuggestion: request.selected,
    };
    if (explicit) silence.askedAt(cursor);
    if (editor.supportedDocument) recentFeed.ensure(request.document);
    const { newOfferPauseMs } = request;
    const context = this.#deps.context();
    const choices = requestChoices({ context, completion: settings, explicit, variant: variantAt(cursor.uri) });
    const { variant } = choices.choices;
    const answer = await completeAt({ ...moment, ...choices, newOfferPauseMs }, ports, signal);
    // The editor may have stopped waiting while the thread was busy. Its message is read first.
    await ports.clock.yieldToEventLoop();
    const isLate = signal.aborted || !request.isCurrent();
    const suggestions = isLate ? [] : answer.suggestions;
    const end: RequestEnd = isLate ? { outcome: "cancelled", reason: undefined } : answer.end;
    const stagesMs = { ...answer.stagesMs, context: request.contextMs };
    const [suggestion] = suggestions;
    onEnded({ answer: { ...answer, end, stagesMs }, cursor, explicit, variant, suggestion, requestedAt });
    return { suggestions, isHeld: !isLate && answer.held !== undefined, variant };
  }
}
