import * as vscode from "vscode";
import type { Exclusions } from "../../app/files/exclusions.ts";
import { uriPath } from "../../app/files/uriPath.ts";
import { type NextEditDocument, NextEdits } from "../../app/nextEdit/nextEdits.ts";
import { splicesOf } from "../../app/nextEdit/splicesOf.ts";
import { languages } from "../../core/code/languages/languages.ts";
import { createNextEditModel } from "../../core/nextEdit/confidence.ts";
import { nextEditModel } from "../../core/nextEdit/generated/nextEditModel.ts";
import { nextEditThresholds } from "../../core/nextEdit/thresholds.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { isSupported } from "../files/followFiles.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { systemClock } from "../host/systemClock.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { DecorationView } from "./decorationView.ts";

export interface NextEditDeps {
  readonly settings: WindowSettings;
  readonly exclusions: Pick<Exclusions, "excludes">;
  readonly onError: (error: unknown) => void;
}

/** Next edits, kept in step with the editor. */
export function createNextEdits({ settings, exclusions, onError }: NextEditDeps, own: DisposableStore): NextEdits {
  const nextEdits = new NextEdits({
    view: own.add(new DecorationView(settings)),
    clock: systemClock,
    settings: (path) => ({ threshold: thresholdFor(path, settings) }),
    createModel: () => createNextEditModel(nextEditModel),
    onError,
  });
  own.add(nextEdits);
  const cameToFront = async (editor: vscode.TextEditor | undefined) => {
    if (!editor || !isOn(editor.document, settings) || (await exclusions.excludes(editor.document.uri.toString())))
      return;
    nextEdits.opened(documentOf(editor.document));
    if (editor === vscode.window.activeTextEditor) nextEdits.moved(cursorOf(editor));
  };
  const lookAtFront = () => void cameToFront(vscode.window.activeTextEditor).catch(onError);
  own.add(vscode.window.onDidChangeActiveTextEditor(lookAtFront));
  own.add({ dispose: settings.onDidChange((sections) => sections.has("nextEdits") && lookAtFront()) });
  own.add(
    vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.contentChanges.length > 0 && nextEdits.knows(event.document.uri.toString())) follow(nextEdits, event);
    }),
  );
  own.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor && nextEdits.knows(textEditor.document.uri.toString()))
        nextEdits.moved(cursorOf(textEditor));
    }),
  );
  own.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => nextEdits.closed(uri.toString())));
  own.add(
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) nextEdits.forget(uri.toString());
    }),
  );
  setTimeout(lookAtFront, 0);
  return nextEdits;
}

function follow(nextEdits: NextEdits, event: vscode.TextDocumentChangeEvent): void {
  const { document, contentChanges, reason } = event;
  const changes = contentChanges.map(({ range, text }) => ({
    startLine: range.start.line,
    endLine: range.end.line,
    text,
  }));
  const front = vscode.window.activeTextEditor;
  nextEdits.changed(
    documentOf(document),
    splicesOf(changes, (line) => document.lineAt(line).text),
    {
      isUndoOrRedo: reason === vscode.TextDocumentChangeReason.Undo || reason === vscode.TextDocumentChangeReason.Redo,
      isDirty: document.isDirty,
      cursorLines: front?.document === document ? front.selections.map((each) => each.active.line) : [],
    },
  );
}

function documentOf(document: vscode.TextDocument): NextEditDocument {
  return {
    path: document.uri.toString(),
    version: document.version,
    family: languages.of(document.languageId).family,
    lines: () => document.getText().split(/\r\n|\n|\r/),
  };
}

function cursorOf({ document, selection }: vscode.TextEditor) {
  return { path: document.uri.toString(), line: selection.active.line, column: selection.active.character };
}

function isOn(document: vscode.TextDocument, settings: WindowSettings): boolean {
  const isOnHere = isSupported(document) && settings.forDocument(document).nextEdits !== "off";
  return isOnHere && !isSecretFile(uriPath(document.uri.toString()), document.getText());
}

/** A file that is closed counts as one of the language in front. */
function thresholdFor(path: string, settings: WindowSettings): number | undefined {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === path);
  const document = open ?? vscode.window.activeTextEditor?.document;
  const eagerness = document ? settings.forDocument(document).nextEdits : "off";
  return eagerness === "off" ? undefined : nextEditThresholds[eagerness];
}
