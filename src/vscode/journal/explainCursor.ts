import type { HunchState } from "../../app/status/hunchState.ts";
import type { InspectorRequest } from "../../webview/protocol.ts";

/** The cursor in the editor that was last in front. */
export interface CursorPlace {
  readonly uri: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
}

/**
 * Says in a sentence what Hunch does at the cursor, and why.
 * @param requests newest first
 */
export function explainCursor(
  requests: readonly InspectorRequest[],
  cursor: CursorPlace | undefined,
  state: HunchState,
): string {
  if (!cursor) return "no file is open.";
  const where = `${cursor.path.slice(cursor.path.lastIndexOf("/") + 1)}:${cursor.line + 1}`;
  if (state.kind === "off" || state.kind === "snoozed")
    return [`${where}, nothing. ${state.title}.`, state.why].filter(Boolean).join(" ");
  const last = requests.find(
    ({ uri, line, outcome }) => uri === cursor.uri && line === cursor.line && outcome !== "cancelled",
  );
  if (!last) return `${where}, nothing was requested yet. Type, or run “Trigger Inline Suggestion”.`;
  if (last.suggestion === undefined) return `${where}, nothing. ${last.reason}`;
  const [first = "", ...more] = last.suggestion.trim().split("\n");
  return `${where}, the suggestion “${first}${more.length > 0 ? " …" : ""}”.`;
}
