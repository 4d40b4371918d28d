import type { Translate } from "../../core/types/translate.ts";
import {
  type DashboardCommand,
  type Overview,
  remedyOf,
  snoozeChoices,
  type Toggle,
  toggleCommands,
} from "./overview.ts";

/** Hover of the status bar item, as Markdown with links that run commands. */
export function dashboard(overview: Overview, t: Translate): string {
  const { state, model, today, isTrusted, toggles } = overview;
  const remedy = remedyOf(overview, t);
  const action = remedy ? ` · ${link(remedy.label, remedy.command)}` : "";
  const choose = isTrusted ? ` · ${link(t("Choose a Model…"), "hunch.chooseModel")}` : "";
  const snoozes = [
    ...snoozeChoices.map((minutes) => link(t("{0} min", minutes), "hunch.snooze", minutes)),
    link(t("until restart"), "hunch.snooze", "untilRestart"),
  ];
  return [
    `**Hunch: ${escapeMarkdown(state.title)}**${action}`,
    state.why === undefined ? undefined : escapeMarkdown(state.why),
    `${modelSentence(model, t)}${choose}`,
    `${escapeMarkdown(today)} · ${link(t("Statistics"), "hunch.showStatistics")}`,
    "---",
    switches(
      t("Turn off"),
      toggles.filter(({ isOn }) => isOn),
      t,
    ),
    switches(
      t("Turn on"),
      toggles.filter(({ isOn }) => !isOn),
      t,
    ),
    state.kind === "snoozed" ? undefined : t("Snooze: {0}", snoozes.join(" · ")),
    "---",
    [
      link(t("Explain Suggestions"), "hunch.showInspector"),
      link(t("Ask…"), "hunch.ask"),
      link(t("Settings"), "workbench.action.openSettings", "@ext:hunch.hunch"),
      link(t("Keyboard Shortcuts"), "workbench.action.openGlobalKeybindings", "inlineSuggest"),
    ].join(" · "),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
}

/** Says which model completes. */
function modelSentence(model: string | undefined, t: Translate): string {
  return model === undefined ? t("No model: the embedded engine suggests") : t("Model: {0}", escapeMarkdown(model));
}

/** The switches of one kind in one line; undefined if there are none. */
function switches(label: string, toggles: readonly Toggle[], t: Translate): string | undefined {
  if (toggles.length === 0) return undefined;
  return `${label}: ${toggles.map((each) => link(scopeName(each, t), toggleCommands[each.scope])).join(" · ")}`;
}

function scopeName({ scope, language }: Toggle, t: Translate): string {
  return { file: t("this file"), language, workspace: t("this workspace"), everywhere: t("everywhere") }[scope];
}

function link(label: string, command: DashboardCommand, argument?: unknown): string {
  const query = argument === undefined ? "" : `?${encodeURIComponent(JSON.stringify([argument]))}`;
  return `[${escapeMarkdown(label)}](command:${command}${query})`;
}

/** Names of models and languages are shown as they are, whatever they contain. */
function escapeMarkdown(text: string): string {
  return text
    .replace(/[\\`*_{}[\]()#+\-!|~>]/g, "\\$&")
    .replaceAll("<", "&lt;")
    .replace(/\s+/g, " ");
}
