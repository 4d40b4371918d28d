import type { HealthByUse, ServerUse } from "../../core/server/health/serverHealth.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import { untilRestart } from "../completion/silence.ts";
import { healthSentence } from "../servers/healthSentence.ts";
import type { OffLevel, ToggleScope } from "./enabledLevels.ts";

/** The document in front, as far as the state depends on it. */
export interface DocumentFacts {
  /** As the editor shows it, e.g. "TypeScript". */
  readonly language: string;
  /** Where the setting turns suggestions off; undefined if they are on. */
  readonly offBy: OffLevel | undefined;
  readonly isFileOff: boolean;
  /** What bars suggestions in this file, whatever is set. */
  readonly barredBy: "secretFile" | "excludedFile" | "readOnly" | undefined;
  readonly isOnDemand: boolean;
}

/** Everything the state depends on. */
export interface StateFacts {
  /** undefined without an editor, or in a view that Hunch never completes. */
  readonly document: DocumentFacts | undefined;
  /** See {@link Silence.minutesLeft}. */
  readonly snoozedMinutes: number;
  readonly health: HealthByUse;
  /** Explains the address of a server that does not answer. */
  readonly noteOf?: (use: ServerUse) => string | undefined;
  readonly isTrusted: boolean;
}

interface StateText {
  /** A few words, e.g. "Off for TypeScript". */
  readonly title: string;
  /** A sentence that says why, or what that means; undefined if the title says it. */
  readonly why: string | undefined;
}

/** Whether Hunch suggests here and now. It does not depend on what became of the last request. */
export type HunchState = StateText &
  (
    | { readonly kind: "on" | "onDemand" | "restricted" | "unhealthy" }
    /** `by`: the switch that turned it off; undefined if none did, so that none helps. */
    | { readonly kind: "off"; readonly by: ToggleScope | undefined }
    /** See {@link Silence.minutesLeft}. */
    | { readonly kind: "snoozed"; readonly minutes: number }
  );

/** Decides the state: what keeps Hunch silent comes before what only makes it weaker. */
export function hunchState({ document, snoozedMinutes: minutes, health, noteOf, isTrusted }: StateFacts): HunchState {
  const isOff = document && offState(document);
  if (isOff) return isOff;
  if (minutes > 0) return { kind: "snoozed", minutes, title: snoozedTitle(minutes), why: undefined };
  const failure = healthSentence(health, noteOf);
  if (failure !== undefined) return { kind: "unhealthy", title: "On, but a model server fails", why: failure };
  if (!isTrusted) {
    const why = "Model servers are off until you trust this workspace. The embedded engine suggests.";
    return { kind: "restricted", title: "On, in Restricted Mode", why };
  }
  if (document?.isOnDemand) {
    const why = "Suggestions come only when you run “Trigger Inline Suggestion”.";
    return { kind: "onDemand", title: "On demand", why };
  }
  return { kind: "on", title: "On", why: undefined };
}

function offState({ barredBy, isFileOff, offBy, language }: DocumentFacts): HunchState | undefined {
  if (barredBy) return { kind: "off", by: undefined, title: "Off in this file", why: explainSkip(barredBy) };
  if (isFileOff) return { kind: "off", by: "file", title: "Off in this file", why: undefined };
  return offBy && { kind: "off", by: offBy, title: `Off ${wordsFor(offBy, language)}`, why: undefined };
}

/** Where a switch holds. @param language as the editor shows it */
export function wordsFor(scope: ToggleScope, language: string): string {
  switch (scope) {
    case "file":
      return "in this file";
    case "language":
      return `for ${language}`;
    case "workspace":
      return "in this workspace";
    case "everywhere":
      return "everywhere";
  }
}

function snoozedTitle(minutes: number): string {
  if (minutes === untilRestart) return "Snoozed until restart";
  return `Snoozed, ${minutes} ${minutes === 1 ? "minute" : "minutes"} left`;
}
