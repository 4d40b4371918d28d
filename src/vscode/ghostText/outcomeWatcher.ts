import * as vscode from "vscode";
import type { Offer, OutcomeTracker, TextChange } from "../../core/completion/outcomeTracker.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { toLineFeeds } from "./cursorAt.ts";

/** A suggestion that still exists after this time was visible: VS Code draws within a few milliseconds. */
const visibleAfterMs = 80;
/** The command of an accepted item, or a suggestion that continues, follows a change within this time. */
const settleAfterMs = 400;

/** Passes the editor's stable events on to the tracker, and owns the tracker's timers. */
export class OutcomeWatcher implements vscode.Disposable {
  readonly #tracker: OutcomeTracker;
  readonly #own = new DisposableStore();
  #settling: NodeJS.Timeout | undefined;

  constructor(tracker: OutcomeTracker) {
    this.#tracker = tracker;
    this.#own.add(vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#own.add(vscode.window.onDidChangeTextEditorSelection((event) => this.#moved(event)));
    this.#own.add(vscode.workspace.onDidCloseTextDocument(({ uri }) => tracker.closed(uri.toString(), Date.now())));
    this.#own.add({ dispose: () => clearTimeout(this.#settling) });
  }

  offered(offer: Offer): void {
    this.#tracker.offered(offer, Date.now());
    const { id } = offer.suggestion;
    setTimeout(() => this.#tracker.stillThere(id, Date.now()), visibleAfterMs);
  }

  /** The command of an accepted item ran. */
  accepted(id: number): void {
    this.#tracker.accepted(id, Date.now());
  }

  /** The user dismissed the suggestion that is shown. Returns it. */
  dismissed(): Offer | undefined {
    return this.#tracker.dismissed(Date.now());
  }

  dispose(): void {
    this.#tracker.closed(undefined, Date.now());
    this.#own.dispose();
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const undo = reason === vscode.TextDocumentChangeReason.Undo || reason === vscode.TextDocumentChangeReason.Redo;
    this.#tracker.textChanged(document.uri.toString(), contentChanges.map(toTextChange), undo, Date.now());
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#tracker.settle(Date.now()), settleAfterMs);
  }

  #moved({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (!selection) return;
    const { document } = textEditor;
    const byKeyboard = kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    this.#tracker.selectionChanged(
      document.uri.toString(),
      document.offsetAt(selection.active),
      byKeyboard || kind === vscode.TextEditorSelectionChangeKind.Mouse,
      Date.now(),
    );
  }
}

function toTextChange({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): TextChange {
  return { offset: rangeOffset, removed: rangeLength, inserted: toLineFeeds(text), insertedLength: text.length };
}
