import * as vscode from "vscode";
import type { Silence } from "../../app/completion/silence.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import { uriPath } from "../../app/files/uriPath.ts";
import type { GlobPath } from "../../core/context/globs.ts";
import type { SelectedSuggestion } from "../../core/trigger/continueSelected.ts";
import type { TriggerMoment } from "../../core/trigger/decideTrigger.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import { displayPath } from "../files/displayPath.ts";
import { isSupported } from "../files/followFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import type { DocumentSettings } from "../settings/windowSettings.ts";

/** What can prevent a suggestion, apart from the settings. */
export interface TriggerSwitches {
  readonly exclusions: Exclusions;
  readonly silence: Silence;
}

/** A position at which the editor asks for a suggestion. */
export interface TriggerPosition {
  readonly document: vscode.TextDocument;
  readonly cursor: Cursor;
  /** Requested by the user rather than by typing. */
  readonly explicit: boolean;
  readonly selected: SelectedSuggestion | undefined;
}

/** Everything that the trigger's decision depends on, read from the editor now. */
export async function momentOf(
  { document, cursor, explicit, selected }: TriggerPosition,
  settings: DocumentSettings,
  { exclusions, silence }: TriggerSwitches,
): Promise<Omit<TriggerMoment, "secretFile">> {
  const selections = selectionsIn(document);
  return {
    cursor,
    explicit,
    languageOn: settings.enabled,
    fileOn: !silence.isOffFor(vsCodeWorkspace.fileOf(cursor.uri)),
    snoozed: silence.isSnoozed,
    onDemandOnly: settings.trigger === "onDemand",
    inComments: settings.inComments,
    inStrings: settings.inStrings,
    codeOnlyFile: settings.isCodeOnly(globPathOf(document.uri)),
    maxLines: settings.maxLines,
    supportedDocument: isSupported(document),
    readOnly: vscode.workspace.fs.isWritableFileSystem(document.uri.scheme) === false,
    excludedFile: await exclusions.excludes(cursor.uri),
    cursors: Math.max(1, selections.length),
    hasSelection: selections.some((selection) => !selection.isEmpty),
    rejectedHere: silence.isRejectedAt(cursor),
    selectedSuggestion: selected,
  };
}

function globPathOf(uri: vscode.Uri): GlobPath {
  const isInFolder = vscode.workspace.getWorkspaceFolder(uri) !== undefined;
  return { relative: isInFolder ? displayPath(uri) : undefined, absolute: uriPath(uri.toString()) };
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
