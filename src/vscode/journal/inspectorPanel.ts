import * as vscode from "vscode";
import { type InspectorReport, readInspectorMessage, type ToInspector } from "../../webview/protocol.ts";
import { openPlace } from "../ask/openPlace.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { panelColumn } from "../host/panelColumn.ts";
import { panelHtml, panelOptions } from "../host/panelHtml.ts";
import { t } from "../host/t.ts";

export interface InspectorPanelDeps {
  readonly extensionUri: vscode.Uri;
  /** What to show now. Called only while the panel is visible, at most three times a second. */
  readonly report: (arePromptsWanted: boolean) => InspectorReport;
  /** Fires when the report has changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly onError: (error: unknown) => void;
}

export interface InspectorPanel extends vscode.Disposable {
  /** Opens the panel, or brings it to the front. */
  show(): void;
}

/** A keystroke changes the report several times; the panel follows at this pace, in milliseconds. */
const paceMs = 300;

/** `Hunch: Explain Suggestions`: the last requests, sent only while the panel is visible. */
export function createInspectorPanel(deps: InspectorPanelDeps): InspectorPanel {
  let open: OpenInspector | undefined;
  const closed = () => {
    open = undefined;
  };
  return {
    show() {
      if (open) open.reveal();
      else open = new OpenInspector(deps, closed);
    },
    dispose() {
      open?.dispose();
    },
  };
}

class OpenInspector {
  readonly #deps: InspectorPanelDeps;
  readonly #panel: vscode.WebviewPanel;
  readonly #own = new DisposableStore();
  #arePromptsWanted = false;
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: InspectorPanelDeps, closed: () => void) {
    this.#deps = deps;
    const options = panelOptions(deps.extensionUri);
    const where = { viewColumn: panelColumn(), preserveFocus: true };
    const panel = vscode.window.createWebviewPanel("hunch.inspector", t("Hunch: Explain Suggestions"), where, options);
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, "media", "icon.svg");
    this.#own.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#own.add(deps.onDidChange(() => this.#sendSoon()));
    this.#own.add(panel.onDidChangeViewState(() => this.#sendSoon()));
    this.#own.add({ dispose: () => clearTimeout(this.#timer) });
    panel.onDidDispose(() => {
      this.#own.dispose();
      closed();
    });
    panel.webview.html = panelHtml(panel.webview, deps.extensionUri, "inspector");
  }

  reveal(): void {
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #sendSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.#send().catch(this.#deps.onError);
    }, paceMs);
  }

  async #send(): Promise<void> {
    if (!this.#panel.visible) return;
    const message: ToInspector = { kind: "report", report: this.#deps.report(this.#arePromptsWanted) };
    await this.#panel.webview.postMessage(message);
  }

  #receive(value: unknown): void {
    const message = readInspectorMessage(value);
    if (!message) return;
    switch (message.kind) {
      case "ready":
        this.#arePromptsWanted = false; // A page that loads again has its switches off.
        this.#sendSoon();
        break;
      case "showPrompts":
        this.#arePromptsWanted = message.isOn;
        this.#sendSoon();
        break;
      case "open":
        void openPlace(message.uri, message.line, this.#panel.viewColumn);
        break;
    }
  }
}
