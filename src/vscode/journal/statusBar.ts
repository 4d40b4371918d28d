import * as vscode from "vscode";
import type { Statistics } from "../../core/statistics/statistics.ts";
import { acceptRate } from "../../core/statistics/statistics.ts";

/** What the status bar shows. */
export type Activity =
  | { readonly kind: "ready" }
  /** No suggestions here, and why. */
  | { readonly kind: "off"; readonly why: string }
  /** A model server fails, and why. */
  | { readonly kind: "unhealthy"; readonly why: string };

const icons = {
  ready: "$(lightbulb)",
  off: "$(circle-slash)",
  unhealthy: "$(warning)",
} as const;

/** State and today's accept rate in the status bar; a click opens the menu. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;
  #activity: Activity = { kind: "ready" };
  #today: Statistics | undefined;

  constructor() {
    this.#item = vscode.window.createStatusBarItem("hunch.status", vscode.StatusBarAlignment.Right, 100);
    this.#item.name = "Hunch";
    this.#item.command = "hunch.showMenu";
    this.#draw();
    this.#item.show();
  }

  activity(activity: Activity): void {
    this.#activity = activity;
    this.#draw();
  }

  today(statistics: Statistics): void {
    this.#today = statistics;
    this.#draw();
  }

  dispose(): void {
    this.#item.dispose();
  }

  #draw(): void {
    const rate = this.#today && acceptRate(this.#today.all);
    const text = rate === undefined ? "Hunch" : `Hunch ${Math.round(rate * 100)}%`;
    const state = describe(this.#activity);
    this.#item.text = `${icons[this.#activity.kind]} ${text}`;
    this.#item.tooltip = this.#tooltip(state);
    this.#item.accessibilityInformation = { label: `${text}. ${state} ${this.#todayLine()}`, role: "button" };
  }

  #tooltip(state: string): vscode.MarkdownString {
    const latency = this.#today?.latencyMs;
    const lines = [`**Hunch**: ${state}`, this.#todayLine()];
    if (latency)
      lines.push(`Time to show: ${Math.round(latency.p50)} ms median, ${Math.round(latency.p95)} ms 95th percentile.`);
    return new vscode.MarkdownString(lines.join("\n\n"));
  }

  #todayLine(): string {
    const counts = this.#today?.all;
    if (!counts || counts.shown === 0) return "No suggestions yet today.";
    const partly = counts.partlyAccepted > 0 ? ` and ${counts.partlyAccepted} in part` : "";
    return `Today: ${counts.shown} shown, ${counts.accepted} accepted${partly}.`;
  }
}

function describe(activity: Activity): string {
  switch (activity.kind) {
    case "ready":
      return "Ready.";
    case "off":
    case "unhealthy":
      return activity.why;
  }
}
