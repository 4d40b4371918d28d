import * as vscode from "vscode";
import { dashboard } from "../../app/status/dashboard.ts";
import { dashboardCommands, type Overview } from "../../app/status/overview.ts";
import { statusText } from "../../app/status/statusText.ts";
import { t } from "../host/t.ts";

/** The state in the status bar: a click opens the menu, the hover is a small dashboard. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem("hunch.status", vscode.StatusBarAlignment.Right, 100);
    this.#item.name = "Hunch";
    this.#item.command = "hunch.showMenu";
    this.#item.text = `$(lightbulb) ${this.#item.name}`;
    this.#item.show();
  }

  draw(overview: Overview): void {
    const { state, today, model } = overview;
    const tooltip = new vscode.MarkdownString(dashboard(overview, t));
    tooltip.isTrusted = { enabledCommands: dashboardCommands };
    this.#item.text = statusText(overview, t);
    this.#item.tooltip = tooltip;
    const parts = [`Hunch: ${state.title}`, state.why, model && t("Model: {0}", model), today];
    const label = parts.flatMap((part) => (part ? asSentence(part) : [])).join(" ");
    this.#item.accessibilityInformation = { label, role: "button" };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function asSentence(text: string): string {
  return /[.?!…。？！]$/.test(text) ? text : t("{0}.", text);
}
