import type { HealthByUse, ServerUse } from "../../core/server/health/serverHealth.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import type { Translate } from "../../core/types/translate.ts";
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
  readonly t: Translate;
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
export function hunchState({
  document,
  snoozedMinutes: minutes,
  health,
  noteOf,
  isTrusted,
  t,
}: StateFacts): HunchState {
  const isOff = document && offState(document, t);
  if (isOff) return isOff;
  if (minutes > 0) return { kind: "snoozed", minutes, title: snoozedTitle(minutes, t), why: undefined };
  const failure = healthSentence(health, noteOf, t);
  if (failure !== undefined) return { kind: "unhealthy", title: t("On, but a model server fails"), why: failure };
  if (!isTrusted) {
    const why = t("Model servers are off until you trust this workspace. The embedded engine suggests.");
    return { kind: "restricted", title: t("On, in Restricted Mode"), why };
  }
  if (document?.isOnDemand) {
    const why = t("Suggestions come only when you run “Trigger Inline Suggestion”.");
    return { kind: "onDemand", title: t("On demand"), why };
  }
  return { kind: "on", title: t("On"), why: undefined };
}

function offState({ barredBy, isFileOff, offBy, language }: DocumentFacts, t: Translate): HunchState | undefined {
  if (barredBy) return { kind: "off", by: undefined, title: t("Off in this file"), why: t(explainSkip(barredBy)) };
  if (isFileOff) return { kind: "off", by: "file", title: t("Off in this file"), why: undefined };
  return offBy && { kind: "off", by: offBy, title: t("Off {0}", wordsFor(offBy, language, t)), why: undefined };
}

/** Where a switch holds. @param language as the editor shows it */
export function wordsFor(scope: ToggleScope, language: string, t: Translate): string {
  switch (scope) {
    case "file":
      return t("in this file");
    case "language":
      return t("for {0}", language);
    case "workspace":
      return t("in this workspace");
    case "everywhere":
      return t("everywhere");
  }
}

function snoozedTitle(minutes: number, t: Translate): string {
  if (minutes === untilRestart) return t("Snoozed until restart");
  return minutes === 1 ? t("Snoozed, 1 minute left") : t("Snoozed, {0} minutes left", minutes);
}
