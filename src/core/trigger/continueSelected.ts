import type { Cursor } from "../types/cursor.ts";

/** The item chosen in the editor's suggest widget. */
export interface SelectedSuggestion {
  /** What accepting the item would write over its range. */
  readonly text: string;
  /** What its range covers left of the cursor. */
  readonly typed: string;
}

/** Whether ghost text can begin with the item: the editor shows it only if it goes on from what was typed. */
export function continuesTyped(selected: SelectedSuggestion): boolean {
  return selected.text.startsWith(selected.typed) && !selected.text.includes("\n");
}

/**
 * The cursor as it would be with the chosen item accepted, and the rest of the item, which the ghost text must begin
 * with. Undefined when the item doesn't continue what was typed.
 */
export function continueSelected(
  cursor: Cursor,
  selected: SelectedSuggestion,
): { readonly cursor: Cursor; readonly rest: string } | undefined {
  if (!continuesTyped(selected) || !cursor.prefix.endsWith(selected.typed)) return undefined;
  const rest = selected.text.slice(selected.typed.length);
  return { cursor: { ...cursor, prefix: cursor.prefix + rest }, rest };
}
