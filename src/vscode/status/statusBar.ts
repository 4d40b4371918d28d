import * as vscode from "vscode";
import { untilRestart } from "../../app/completion/silence.ts";
import { dashboard } from "../../app/status/dashboard.ts";
import type { HunchState } from "../../app/status/hunchState.ts";
import { dashboardCommands, type Overview } from "../../app/status/overview.ts";
import { t } from "../host/t.ts";

const icons = {
  on: "$(lightbulb)",
  onDemand: "$(lightbulb-empty)",
  off: "$(circle-slash)",
  snoozed: "$(bell-slash)",
  restricted: "$(shield)",
  unhealthy: "$(warning)",
} as const satisfies Readonly<Record<HunchState["kind"], string>>;

/** The state in the status bar: a click opens the menu, the hover is a small dashboard. */
export class StatusBar implements vscode.Disposable {
  readonly #item: vscode.StatusBarItem;

  constructor() {
    this.#item = vscode.window.createStatusBarItem("hunch.status", vscode.StatusBarAlignment.Right, 100);
    this.#item.name = "Hunch";
    this.#item.command = "hunch.showMenu";
    this.#item.text = `${icons.on} Hunch`;
    this.#item.show();
  }

  draw(overview: Overview): void {
    const { state, today, model } = overview;
    const tooltip = new vscode.MarkdownString(dashboard(overview, t));
    tooltip.isTrusted = { enabledCommands: dashboardCommands };
    this.#item.text = `${icons[state.kind]} Hunch${timeLeft(state)}`;
    this.#item.tooltip = tooltip;
    const parts = [`Hunch: ${state.title}`, state.why, model && t("Model: {0}", model), today];
    const label = parts.flatMap((part) => (part ? asSentence(part) : [])).join(" ");
    this.#item.accessibilityInformation = { label, role: "button" };
  }

  dispose(): void {
    this.#item.dispose();
  }
}

function timeLeft(state: HunchState): string {
  return state.kind === "snoozed" && state.minutes !== untilRestart ? ` ${t("{0} min", state.minutes)}` : "";
}

function asSentence(text: string): string {
  return /[.?!…。？！]$/.test(text) ? text : t("{0}.", text);
}
