import * as vscode from "vscode";
import { toLineFeeds } from "../../app/completion/cursorWindow.ts";
import type { Offer, OutcomeTracker, TextChange } from "../../core/completion/outcomeTracker.ts";
import { DisposableStore } from "../host/disposableStore.ts";

/** A suggestion that stays this long has been seen: recognising and reading a word takes about as long. */
const seenAfterMs = 300;
/** After a change, an acceptance's command or a continuing suggestion follows within this time or not at all. */
const settleAfterMs = 400;

/** Passes the editor's stable events to the tracker. Owns its timers. */
export class OutcomeWatcher implements vscode.Disposable {
  readonly #tracker: OutcomeTracker;
  readonly #own = new DisposableStore();
  #settling: NodeJS.Timeout | undefined;

  constructor(tracker: OutcomeTracker) {
    this.#tracker = tracker;
    this.#own.add(vscode.workspace.onDidChangeTextDocument((event) => this.#changed(event)));
    this.#own.add(vscode.window.onDidChangeTextEditorSelection((event) => this.#moved(event)));
    this.#own.add(
      vscode.workspace.onDidCloseTextDocument(({ uri }) => tracker.closed(uri.toString(), performance.now())),
    );
    this.#own.add({ dispose: () => clearTimeout(this.#settling) });
  }

  offered(offer: Offer): void {
    this.#tracker.offered(offer, performance.now());
    const { id } = offer.suggestion;
    setTimeout(() => this.#tracker.stillThere(id), seenAfterMs);
  }

  /** The offer that is on screen, unless the editor hid it because it lost the focus. */
  get visible(): Offer | undefined {
    return this.#tracker.visible;
  }

  /** The command of an accepted item ran. */
  accepted(id: number): void {
    this.#tracker.accepted(id, performance.now());
  }

  /** The user dismissed the suggestion that is shown. Returns it. */
  dismissed(): Offer | undefined {
    return this.#tracker.dismissed(performance.now());
  }

  dispose(): void {
    this.#tracker.closed(undefined, performance.now());
    this.#own.dispose();
  }

  #changed({ document, contentChanges, reason }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0) return;
    const undo = reason === vscode.TextDocumentChangeReason.Undo || reason === vscode.TextDocumentChangeReason.Redo;
    this.#tracker.textChanged(document.uri.toString(), contentChanges.map(toTextChange), undo, performance.now());
    clearTimeout(this.#settling);
    this.#settling = setTimeout(() => this.#tracker.settle(performance.now()), settleAfterMs);
  }

  #moved({ textEditor, selections, kind }: vscode.TextEditorSelectionChangeEvent): void {
    const [selection] = selections;
    if (!selection) return;
    const { document } = textEditor;
    const byKeyboard = kind === vscode.TextEditorSelectionChangeKind.Keyboard;
    this.#tracker.selectionChanged(
      document.uri.toString(),
      { offset: document.offsetAt(selection.active), line: selection.active.line },
      byKeyboard || kind === vscode.TextEditorSelectionChangeKind.Mouse,
      performance.now(),
    );
  }
}

function toTextChange({ rangeOffset, rangeLength, text }: vscode.TextDocumentContentChangeEvent): TextChange {
  return { offset: rangeOffset, removed: rangeLength, inserted: toLineFeeds(text), insertedLength: text.length };
}
