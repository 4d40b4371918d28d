import * as vscode from "vscode";
import {
  type RangeDays,
  readStatisticsMessage,
  type StatisticsAction,
  type StatisticsReport,
  type ToStatistics,
} from "../../webview/statistics/report.ts";
import { DisposableStore } from "../host/disposableStore.ts";
import { panelHtml, panelOptions } from "../host/panelHtml.ts";
import { t } from "../host/t.ts";

export interface StatisticsPanelDeps {
  readonly extensionUri: vscode.Uri;
  /** Reads the files of the range. Called when the page opens, when a range is chosen, and while figures change. */
  readonly report: (range: RangeDays) => Promise<StatisticsReport>;
  readonly act: (action: StatisticsAction) => unknown;
  /** Fires when what is recorded has changed. */
  readonly onDidChange: vscode.Event<void>;
  readonly onError: (error: unknown) => void;
}

export interface StatisticsPanel extends vscode.Disposable {
  /** Opens the panel, or brings it to the front. */
  show(): void;
  /** Reads again what is shown, if the panel is open. */
  refresh(): void;
}

/** Figures that change are read again at most this often, in milliseconds. */
const paceMs = 5_000;

/** `Hunch: Show Statistics`: one page that is read again while it is visible. */
export function createStatisticsPanel(deps: StatisticsPanelDeps): StatisticsPanel {
  let open: OpenStatistics | undefined;
  const closed = () => {
    open = undefined;
  };
  return {
    show() {
      if (open) open.reveal();
      else open = new OpenStatistics(deps, closed);
    },
    refresh: () => open?.refresh(),
    dispose: () => open?.dispose(),
  };
}

class OpenStatistics {
  readonly #deps: StatisticsPanelDeps;
  readonly #panel: vscode.WebviewPanel;
  readonly #own = new DisposableStore();
  #range: RangeDays | undefined;
  #timer: NodeJS.Timeout | undefined;
  #requests = 0;

  constructor(deps: StatisticsPanelDeps, closed: () => void) {
    this.#deps = deps;
    const options = panelOptions(deps.extensionUri);
    const panel = vscode.window.createWebviewPanel(
      "hunch.statistics",
      t("Hunch: Statistics"),
      vscode.ViewColumn.Active,
      options,
    );
    this.#panel = panel;
    panel.iconPath = vscode.Uri.joinPath(deps.extensionUri, "media", "icon.svg");
    this.#own.add(panel.webview.onDidReceiveMessage((message: unknown) => this.#receive(message)));
    this.#own.add(panel.onDidChangeViewState(() => this.refresh()));
    this.#own.add(deps.onDidChange(() => this.#refreshSoon()));
    this.#own.add({ dispose: () => clearTimeout(this.#timer) });
    panel.onDidDispose(() => {
      this.#own.dispose();
      closed();
    });
    panel.webview.html = panelHtml(panel.webview, deps.extensionUri, "statistics");
  }

  reveal(): void {
    this.#panel.reveal();
  }

  refresh(): void {
    this.#send().catch(this.#deps.onError);
  }

  dispose(): void {
    this.#panel.dispose();
  }

  #refreshSoon(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      this.refresh();
    }, paceMs);
  }

  async #send(): Promise<void> {
    if (!this.#panel.visible || this.#range === undefined) return;
    const request = ++this.#requests;
    const report = await this.#deps.report(this.#range);
    if (request !== this.#requests) return; // Another range was chosen since, or the panel was closed.
    const message: ToStatistics = { kind: "report", report };
    await this.#panel.webview.postMessage(message);
  }

  #receive(value: unknown): void {
    const message = readStatisticsMessage(value);
    if (message?.kind === "show") {
      this.#range = message.range;
      this.refresh();
    } else if (message) this.#deps.act(message.action);
  }
}
