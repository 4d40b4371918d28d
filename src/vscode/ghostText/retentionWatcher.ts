import * as vscode from "vscode";
import type { EndedEvent, RetainedEvent } from "../../core/statistics/events.ts";
import { type AcceptedPlace, RetentionTracker } from "../../core/statistics/retentionTracker.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { toLineFeeds } from "./cursorAt.ts";

/** Measures later what remains of accepted suggestions. Owns the timer; costs nothing while there are none. */
export class RetentionWatcher implements vscode.Disposable {
  readonly #tracker = new RetentionTracker();
  readonly #emit: (event: RetainedEvent) => void;
  readonly #own = new DisposableStore();
  #timer: NodeJS.Timeout | undefined;

  constructor(emit: (event: RetainedEvent) => void) {
    this.#emit = emit;
    const { workspace } = vscode;
    this.#own.add(workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#own.add(workspace.onDidCloseTextDocument((document) => this.#closed(document)));
    this.#own.add(workspace.onDidRenameFiles(({ files }) => this.#renamed(files)));
    this.#own.add({ dispose: () => clearTimeout(this.#timer) });
  }

  accepted(event: EndedEvent, place: AcceptedPlace): void {
    this.#tracker.accepted(event, place, performance.now());
    this.#wait();
  }

  dispose(): void {
    this.#own.dispose();
  }

  #wait(): void {
    clearTimeout(this.#timer);
    const { dueAt } = this.#tracker;
    if (dueAt === undefined) return;
    this.#timer = setTimeout(
      () => {
        for (const event of this.#tracker.measure(performance.now(), readOpen)) this.#emit(event);
        this.#wait();
      },
      Math.max(0, dueAt - performance.now()),
    );
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (this.#tracker.dueAt === undefined) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      offset: rangeOffset,
      removed: rangeLength,
      insertedLength: text.length,
    }));
    this.#tracker.changed(document.uri.toString(), changes, reason !== undefined, performance.now());
  }

  #closed(document: vscode.TextDocument): void {
    this.#tracker.closed(document.uri.toString(), (_uri, from, to) => textBetween(document, from, to));
  }

  #renamed(files: vscode.FileRenameEvent["files"]): void {
    for (const { oldUri, newUri } of files) this.#tracker.renamed(oldUri.toString(), newUri.toString());
  }
}

function readOpen(uri: string, from: number, to: number): string | undefined {
  const document = vscode.workspace.textDocuments.find((each) => each.uri.toString() === uri);
  return document && textBetween(document, from, to);
}

function textBetween(document: vscode.TextDocument, from: number, to: number): string {
  return toLineFeeds(document.getText(new vscode.Range(document.positionAt(from), document.positionAt(to))));
}
