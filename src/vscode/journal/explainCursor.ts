import type { HunchState } from "../../app/status/hunchState.ts";
import type { Translate } from "../../core/types/translate.ts";
import type { InspectorRequest } from "../../webview/protocol.ts";

/** The cursor in the editor that was last in front. */
export interface CursorPlace {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
  /** Whether a suggestion is visible there. */
  readonly hasSuggestion: boolean;
}

/**
 * Says in a sentence what Hunch does at the cursor, and why.
 * @param requests newest first
 */
export function explainCursor(
  requests: readonly InspectorRequest[],
  cursor: CursorPlace | undefined,
  state: HunchState,
  t: Translate,
): string {
  if (!cursor) return t("no file is open.");
  const where = `${cursor.path.slice(cursor.path.lastIndexOf("/") + 1)}:${cursor.line + 1}`;
  if (state.kind === "off" || state.kind === "snoozed")
    return [t("{0}, nothing. {1}.", where, state.title), state.why].filter(Boolean).join(" ");
  const last = requests.find(
    ({ uri, line, outcome }) => uri === cursor.uri && line === cursor.line && outcome !== "cancelled",
  );
  if (!last) return t("{0}, nothing was requested yet. Type, or run “Trigger Inline Suggestion”.", where);
  if (last.suggestion === undefined) return t("{0}, nothing. {1}", where, last.reason);
  const [first = "", ...more] = last.suggestion.trim().split("\n");
  const text = `${first}${more.length > 0 ? " …" : ""}`;
  return cursor.hasSuggestion
    ? t("{0}, the suggestion “{1}”.", where, text)
    : t("{0}, nothing is visible. The last suggestion was “{1}”.", where, text);
}
