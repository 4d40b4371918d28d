import * as vscode from "vscode";
import { type NextEditDocument, NextEdits } from "../../app/nextEdit/nextEdits.ts";
import { splicesOf } from "../../app/nextEdit/splicesOf.ts";
import { languageFamily } from "../../core/code/languages.ts";
import { createNextEditModel } from "../../core/nextEdit/confidence.ts";
import { nextEditModel } from "../../core/nextEdit/generated/nextEditModel.ts";
import { nextEditThresholds } from "../../core/nextEdit/thresholds.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { pathOf } from "../ghostText/documents.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { readNextEdits } from "../settings/settings.ts";
import { DecorationView } from "./decorationView.ts";

const workSchemes = new Set(["file", "untitled", "vscode-remote", "vscode-vfs"]);

export interface NextEditDeps {
  /** Resolves with whether the user excluded a file. */
  readonly excludes: (uri: vscode.Uri) => Promise<boolean>;
  readonly onError: (error: unknown) => void;
}

/** Next edits, kept in step with the editor. */
export function createNextEdits({ excludes, onError }: NextEditDeps, own: DisposableStore): NextEdits {
  const nextEdits = new NextEdits({
    view: own.add(new DecorationView()),
    clock: { after: afterMs },
    settings: (path) => ({ threshold: thresholdFor(path) }),
    createModel: () => createNextEditModel(nextEditModel),
    onError,
  });
  own.add(nextEdits);
  const cameToFront = async (editor: vscode.TextEditor | undefined) => {
    if (!editor || !isOn(editor.document) || (await excludes(editor.document.uri))) return;
    nextEdits.opened(documentOf(editor.document));
    if (editor === vscode.window.activeTextEditor) nextEdits.moved(cursorOf(editor));
  };
  const lookAtFront = () => void cameToFront(vscode.window.activeTextEditor).catch(onError);
  own.add(vscode.window.onDidChangeActiveTextEditor(lookAtFront));
  own.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration("hunch.nextEdits")) lookAtFront();
    }),
  );
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
    family: languageFamily(document.languageId),
    lines: () => document.getText().split(/\r\n|\n|\r/),
  };
}

function cursorOf({ document, selection }: vscode.TextEditor) {
  return { path: document.uri.toString(), line: selection.active.line, column: selection.active.character };
}

function isOn(document: vscode.TextDocument): boolean {
  const isWork = workSchemes.has(document.uri.scheme) && readNextEdits(document).eagerness !== "off";
  return isWork && !isSecretFile(pathOf(document.uri), document.getText());
}

function thresholdFor(path: string): number | undefined {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === path);
  const { eagerness } = readNextEdits(document);
  return eagerness === "off" ? undefined : nextEditThresholds[eagerness];
}

function afterMs(ms: number, callback: () => void): () => void {
  const timer = setTimeout(callback, ms);
  return () => clearTimeout(timer);
}
