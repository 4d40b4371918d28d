import { type DashboardCommand, labelOf, type Overview, remedyOf, snoozeChoices, toggleCommands } from "./overview.ts";

/** Hover of the status bar item, as Markdown with links that run commands. */
export function dashboard(overview: Overview): string {
  const { state, model, today, isTrusted, toggles } = overview;
  const remedy = remedyOf(overview);
  const action = remedy ? ` · ${link(remedy.label, remedy.command)}` : "";
  const choose = isTrusted ? ` · ${link("Choose a Model…", "hunch.chooseModel")}` : "";
  const snoozes = [
    ...snoozeChoices.map((minutes) => link(`${minutes} min`, "hunch.snooze", minutes)),
    link("until restart", "hunch.snooze", "untilRestart"),
  ];
  return [
    `**Hunch: ${escapeMarkdown(state.title)}**${action}`,
    state.why === undefined ? undefined : escapeMarkdown(state.why),
    `${modelSentence(model)}${choose}`,
    `${escapeMarkdown(today)} · ${link("Statistics", "hunch.showStatistics")}`,
    "---",
    toggles.map((each) => link(labelOf(each), toggleCommands[each.scope])).join(" · "),
    state.kind === "snoozed" ? undefined : `Snooze: ${snoozes.join(" · ")}`,
    "---",
    [
      link("Explain Suggestions", "hunch.showInspector"),
      link("Ask…", "hunch.ask"),
      link("Settings", "workbench.action.openSettings", "@ext:hunch.hunch"),
      link("Keyboard Shortcuts", "workbench.action.openGlobalKeybindings", "inlineSuggest"),
    ].join(" · "),
  ]
    .filter((part) => part !== undefined && part !== "")
    .join("\n\n");
}

/** Says which model completes. */
function modelSentence(model: string | undefined): string {
  return model === undefined ? "No model: the embedded engine suggests" : `Model: ${escapeMarkdown(model)}`;
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
