import * as vscode from "vscode";
import { toLineFeeds } from "../../app/completion/cursorWindow.ts";
import { Retention } from "../../app/journal/retention.ts";
import { systemClock as clock } from "../../app/systemClock.ts";
import type { EndedEvent, RetainedEvent } from "../../core/statistics/events.ts";
import type { AcceptedPlace } from "../../core/statistics/retentionTracker.ts";
import { DisposableStore } from "../host/disposableStore.ts";

/** Passes the editor's events to what measures later how much remains of accepted suggestions. */
export class RetentionWatcher implements vscode.Disposable {
  readonly #own = new DisposableStore();
  readonly #retention: Retention;

  constructor(emit: (event: RetainedEvent) => void) {
    this.#retention = this.#own.add(new Retention({ clock, readOpen, emit }));
    const { workspace } = vscode;
    this.#own.add(workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#own.add(workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.#own.add(workspace.onDidRenameFiles(({ files }) => this.#renamed(files)));
  }

  accepted(event: EndedEvent, place: AcceptedPlace): void {
    this.#retention.accepted(event, place);
  }

  dispose(): void {
    this.#own.dispose();
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      insertedLength: text.length,
    }));
    this.#retention.changed(document.uri.toString(), changes, reason !== undefined);
  }

  #closed(document: vscode.TextDocument): void {
    this.#retention.closing(document.uri.toString(), (_uri, from, to) => textBetween(document, from, to));
  }

  #renamed(files: vscode.FileRenameEvent["files"]): void {
    for (const { oldUri, newUri } of files) this.#retention.renamed(oldUri.toString(), newUri.toString());
  }
}

function readOpen(uri: string, from: number, to: number): string | undefined {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document && textBetween(document, from, to);
}

function textBetween(document: vscode.TextDocument, from: number, to: number): string {
  return toLineFeeds(document.getText(new vscode.Range(document.positionAt(from), document.positionAt(to))));
}
