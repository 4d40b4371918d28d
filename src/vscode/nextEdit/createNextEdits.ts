import * as vscode from "vscode";
import type { Silence } from "../../app/completion/silence.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import { uriPath } from "../../app/files/uriPath.ts";
import { ModelEdits } from "../../app/nextEdit/modelEdits.ts";
import { NextEditOutcomes } from "../../app/nextEdit/nextEditOutcomes.ts";
import { nextEditRequest } from "../../app/nextEdit/nextEditRequest.ts";
import { NextEdits } from "../../app/nextEdit/nextEdits.ts";
import { splicesOf } from "../../app/nextEdit/splicesOf.ts";
import type { NextEditDocument } from "../../app/nextEdit/trackedFiles.ts";
import type { Clock } from "../../app/ports.ts";
import type { Servers } from "../../app/servers/servers.ts";
import type { SettingSection } from "../../app/settings/settingsPort.ts";
import { languages } from "../../core/code/languages/languages.ts";
import { createNextEditModel } from "../../core/nextEdit/confidence.ts";
import { nextEditModel } from "../../core/nextEdit/generated/nextEditModel.ts";
import { nextEditThresholds } from "../../core/nextEdit/thresholds.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { redact } from "../../core/privacy/redactSecrets.ts";
import type { TelemetryEvent } from "../../core/statistics/events.ts";
import { displayPath } from "../files/displayPath.ts";
import { isSupported } from "../files/followFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { RetentionWatcher } from "../ghostText/retentionWatcher.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import type { WindowSettings } from "../settings/windowSettings.ts";
import { DecorationView } from "./decorationView.ts";

/** A text that is inserted at once may hold a secret from this length on, in characters. */
const shortestSecret = 12;

export interface NextEditDeps {
  readonly settings: WindowSettings;
  readonly exclusions: Pick<Exclusions, "excludes" | "onDidChange">;
  readonly silence: Pick<Silence, "isSnoozed" | "isOffFor" | "onDidChange">;
  readonly servers: Pick<Servers, "nextEdits">;
  readonly clock: Clock;
  /** Records an event. Returns it as recorded. */
  readonly append: (event: TelemetryEvent) => TelemetryEvent;
  readonly onError: (error: unknown) => void;
}

/** Next edits, kept in step with the editor. */
export function createNextEdits(
  { settings, exclusions, silence, servers, clock, append, onError }: NextEditDeps,
  own: DisposableStore,
): NextEdits {
  const retention = own.add(new RetentionWatcher(append));
  const outcomes = new NextEditOutcomes({
    clock,
    emit: (event, accepted) => {
      const recorded = append(event);
      if (recorded.kind === "ended" && accepted && accepted.text !== "") retention.accepted(recorded, accepted);
    },
  });
  const isSilent = (path: string) => silence.isSnoozed || silence.isOffFor(vsCodeWorkspace.fileOf(path));
  const modelEdits = new ModelEdits({
    model: () => servers.nextEdits(),
    redact,
    pathOf: (uri) => displayPath(vscode.Uri.parse(uri)),
    clock,
    onEnded: (answer, uri) => {
      const request = nextEditRequest(answer, languageOf(uri), clock.wall());
      if (request) append(request);
    },
    onError,
  });
  const nextEdits = new NextEdits({
    view: own.add(new DecorationView(settings)),
    clock,
    outcomes,
    modelEdits,
    settings: (path) => ({ threshold: isSilent(path) ? undefined : thresholdFor(path, settings) }),
    createModel: () => createNextEditModel(nextEditModel),
    onError,
  });
  own.add(nextEdits);
  const cameToFront = async (editor: vscode.TextEditor | undefined) => {
    if (!editor) return;
    const path = editor.document.uri.toString();
    if (!isOn(editor.document, settings) || isSilent(path)) {
      nextEdits.left();
      return;
    }
    // Followed at once: the first edit may be made before it is known whether the file is excluded.
    nextEdits.opened(documentOf(editor.document));
    nextEdits.moved(cursorOf(editor));
    if (await exclusions.excludes(path)) nextEdits.forget(path);
    else nextEdits.admit(path);
  };
  const forgetExcluded = async () => {
    for (const path of nextEdits.paths) if (await exclusions.excludes(path)) nextEdits.forget(path);
  };
  const lookAtFront = () => void cameToFront(vscode.window.activeTextEditor).catch(onError);
  const lookAgain = () => {
    nextEdits.settingsChanged();
    lookAtFront();
  };
  own.add(vscode.window.onDidChangeActiveTextEditor(lookAtFront));
  const isConcerned = (sections: ReadonlySet<SettingSection>) =>
    sections.has("nextEdits") || sections.has("completion");
  // Ask's model is asked if the one that completes can't be.
  const isAsked = (sections: ReadonlySet<SettingSection>) => sections.has("model") || sections.has("ask");
  own.add({ dispose: settings.onDidChange((sections) => isConcerned(sections) && lookAgain()) });
  own.add({ dispose: settings.onDidChange((sections) => isAsked(sections) && nextEdits.modelChanged()) });
  own.add({ dispose: silence.onDidChange(lookAgain) });
  own.add({ dispose: exclusions.onDidChange(() => void forgetExcluded().catch(onError)) });
  own.add(
    vscode.workspace.onDidChangeTextDocument((event) => {
      const path = event.document.uri.toString();
      if (!nextEdits.knows(path)) return;
      if (event.contentChanges.length > 0) follow(nextEdits, event);
      else if (event.document.isDirty) nextEdits.edited(path);
    }),
  );
  own.add(
    vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
      if (textEditor === vscode.window.activeTextEditor && nextEdits.knows(textEditor.document.uri.toString()))
        nextEdits.moved(cursorOf(textEditor));
    }),
  );
  own.add(
    vscode.languages.onDidChangeDiagnostics(({ uris }) => nextEdits.problemsChanged(uris.map((uri) => uri.toString()))),
  );
  // A document whose language is changed is closed and opened.
  own.add(
    vscode.workspace.onDidOpenTextDocument((document) => {
      if (document === vscode.window.activeTextEditor?.document) lookAtFront();
    }),
  );
  own.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => nextEdits.closed(uri.toString())));
  own.add(
    vscode.workspace.onDidDeleteFiles(({ files }) => {
      for (const uri of files) nextEdits.forget(uri.toString());
    }),
  );
  own.add(
    vscode.workspace.onDidRenameFiles(({ files }) => {
      for (const { oldUri } of files) nextEdits.forget(oldUri.toString());
    }),
  );
  setTimeout(lookAtFront, 0);
  return nextEdits;
}

function languageOf(uri: string): string {
  return vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri)?.languageId ?? "";
}

function follow(nextEdits: NextEdits, event: vscode.TextDocumentChangeEvent): void {
  const { document, contentChanges, reason } = event;
  const isPasted = contentChanges.some(({ text }) => text.length >= shortestSecret);
  if (isPasted && isSecret(document)) {
    nextEdits.forget(document.uri.toString());
    return;
  }
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
      // A cell of a notebook is never reported as changed.
      isDirty: document.isDirty || document.uri.scheme === "vscode-notebook-cell",
      cursorLines: front?.document === document ? front.selections.map((each) => each.active.line) : [],
    },
  );
}

function documentOf(document: vscode.TextDocument): NextEditDocument {
  return {
    path: document.uri.toString(),
    version: document.version,
    languageId: document.languageId,
    family: languages.of(document.languageId).family,
    lines: () => document.getText().split(/\r\n|\n|\r/),
  };
}

function cursorOf({ document, selection, selections }: vscode.TextEditor) {
  const { line, character: column } = selection.active;
  return { path: document.uri.toString(), line, column, isPlain: selections.length === 1 && selection.isEmpty };
}

function isOn(document: vscode.TextDocument, settings: WindowSettings): boolean {
  const { enabled, nextEdits } = settings.forDocument(document);
  return isSupported(document) && enabled && nextEdits !== "off" && !isSecret(document);
}

function isSecret(document: vscode.TextDocument): boolean {
  return isSecretFile(uriPath(document.uri.toString()), document.getText());
}

/** A file that is closed counts as one of the language in front. */
function thresholdFor(path: string, settings: WindowSettings): number | undefined {
  const open = vscode.workspace.textDocuments.find((each) => each.uri.toString() === path);
  const document = open ?? vscode.window.activeTextEditor?.document;
  if (!document) return undefined;
  const { enabled, nextEdits: eagerness } = settings.forDocument(document);
  if (!enabled) return undefined;
  return eagerness === "off" ? undefined : nextEditThresholds[eagerness];
}
