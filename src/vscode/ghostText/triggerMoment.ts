import * as vscode from "vscode";
import { matchesGlob } from "../../core/context/exclusion.ts";
import type { SelectedSuggestion } from "../../core/trigger/continueSelected.ts";
import type { TriggerMoment } from "../../core/trigger/decideTrigger.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Exclusions } from "../files/exclusions.ts";
import { readCompletionSettings } from "../settings/settings.ts";
import { pathOf } from "./documents.ts";
import type { Silence } from "./silence.ts";

/** What may keep Hunch silent beside the settings. */
export interface TriggerSwitches {
  readonly exclusions: Exclusions;
  readonly silence: Silence;
}

export interface Place {
  readonly document: vscode.TextDocument;
  readonly cursor: Cursor;
  readonly explicit: boolean;
  readonly selected: SelectedSuggestion | undefined;
}

/** Everything the trigger's decision depends on, read from the editor at this moment. */
export async function momentOf(place: Place, switches: TriggerSwitches): Promise<Omit<TriggerMoment, "secretFile">> {
  const { document, cursor, explicit, selected } = place;
  const settings = readCompletionSettings(document);
  const selections = selectionsIn(document);
  return {
    cursor,
    explicit,
    languageOn: settings.enabled,
    snoozed: switches.silence.isSnoozed,
    onDemandOnly: settings.trigger === "onDemand",
    inComments: settings.inComments,
    inStrings: settings.inStrings,
    codeOnlyFile: matchesGlob(pathOf(document.uri), settings.codeOnly),
    maxLines: settings.maxLines,
    scheme: document.uri.scheme,
    readOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
    excludedFile: await switches.exclusions.excludes(document.uri),
    cursors: Math.max(1, selections.length),
    hasSelection: selections.some((selection) => !selection.isEmpty),
    rejectedHere: switches.silence.isRejectedAt(cursor),
    selectedSuggestion: selected,
  };
}

/** What is chosen in the suggest widget, if the widget is open. */
export function selectedIn(
  document: vscode.TextDocument,
  selected: vscode.SelectedCompletionInfo | undefined,
): SelectedSuggestion | undefined {
  return selected && { text: selected.text, typed: document.getText(selected.range) };
}

function selectionsIn(document: vscode.TextDocument): readonly vscode.Selection[] {
  const active = vscode.window.activeTextEditor;
  const editor =
    active?.document === document
      ? active
      : vscode.window.visibleTextEditors.find((each) => each.document === document);
  return editor?.selections ?? [];
}
