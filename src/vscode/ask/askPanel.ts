import * as vscode from "vscode";
import { type FromAskPanel, readAskMessage, type ToAskPanel } from "../../webview/ask/protocol.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { panelColumn } from "../host/panelColumn.ts";
import { panelHtml, panelOptions } from "../host/panelHtml.ts";
import { t } from "../host/t.ts";
import { openPlace } from "./openPlace.ts";

export const askViewType = "hunch.ask";

type Message<Kind extends FromAskPanel["kind"]> = FromAskPanel & { readonly kind: Kind };

export interface AskPanelHandlers {
  /** The page is ready for messages, and shows nothing yet. */
  readonly ready: () => void;
  readonly ask: (message: Message<"ask">) => void;
  readonly stop: () => void;
  readonly startNew: () => void;
  readonly showHistory: () => void;
  readonly complete: (text: string) => void;
  readonly showDiff: (message: Message<"showDiff">) => void;
  readonly rate: (message: Message<"rate">) => void;
  readonly act: (message: Message<"act">) => void;
  readonly closed: () => void;
}

/** The editor's side of one Ask panel: relays what happens, and does what its buttons ask for. */
export class AskPanel {
  readonly #panel: vscode.WebviewPanel;
  readonly #handlers: AskPanelHandlers;
  readonly #own = new DisposableStore();

  /** @param panel freshly created, or restored by the editor after a restart */
  constructor(panel: vscode.WebviewPanel, extensionUri: vscode.Uri, handlers: AskPanelHandlers) {
    this.#panel = panel;
    this.#handlers = handlers;
    panel.iconPath = vscode.Uri.joinPath(extensionUri, "media", "icon.svg");
    panel.webview.options = panelOptions(extensionUri);
    this.#own.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#own.add(
      panel.onDidDispose(() => {
        this.#own.dispose();
        handlers.closed();
      }),
    );
    panel.webview.html = panelHtml(panel.webview, extensionUri, "ask");
  }

  static create(extensionUri: vscode.Uri, handlers: AskPanelHandlers): AskPanel {
    const where = { viewColumn: panelColumn(), preserveFocus: false };
    return new AskPanel(vscode.window.createWebviewPanel(askViewType, t("Ask Hunch"), where), extensionUri, handlers);
  }

  /** Shows the panel. One that has the focus keeps it where it is: revealing it would take it from the question box. */
  reveal(): void {
    if (!this.#panel.active) this.#panel.reveal(undefined, false);
  }

  /** A panel that is hidden has no page; it gets the whole session when it is shown again. */
  post(message: ToAskPanel): void {
    void this.#panel.webview.postMessage(message);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #receive(value: unknown): void {
    const message = readAskMessage(value);
    if (!message) return;
    switch (message.kind) {
      case "ready":
        this.#handlers.ready();
        break;
      case "ask":
        this.#handlers.ask(message);
        break;
      case "newConversation":
        this.#handlers.startNew();
        break;
      case "showHistory":
        this.#handlers.showHistory();
        break;
      case "complete":
        this.#handlers.complete(message.text);
        break;
      case "showDiff":
        this.#handlers.showDiff(message);
        break;
      case "rate":
        this.#handlers.rate(message);
        break;
      case "stop":
        this.#handlers.stop();
        break;
      case "act":
        this.#handlers.act(message);
        break;
      case "openSource":
        void openPlace(message.uri, message.line, this.#panel.viewColumn);
        break;
      case "openLink":
        void vscode.env.openExternal(vscode.Uri.parse(message.url, true));
        break;
      case "copy":
        void vscode.env.clipboard.writeText(message.text);
        break;
      case "insert":
        void insertAtCursor(message.text);
        break;
    }
  }
}

/** Into the editor that was used last: while the panel has the focus, no editor is the active one. */
async function insertAtCursor(text: string): Promise<void> {
  const editor = vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors[0];
  if (!editor) {
    void vscode.window.showInformationMessage(t("Open the file in which the code is to be inserted first."));
    return;
  }
  // One edit is one undo step; a file that can't be written refuses it.
  if (!(await editor.edit((edit) => edit.replace(editor.selection, text)))) {
    void vscode.window.showWarningMessage(t("The code was not inserted because this file can't be edited."));
    return;
  }
  await vscode.window.showTextDocument(editor.document, editor.viewColumn);
}
