import * as vscode from "vscode";
import { labelOf, type Overview, remedyOf, toggleCommands } from "../../app/status/overview.ts";
import { t } from "../host/t.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** Shows the menu of the status bar item. */
export async function showMenu(overview: Overview): Promise<void> {
  const options = { title: "Hunch", placeHolder: t("Select an action") };
  const picked = await vscode.window.showQuickPick(menuItems(overview), options);
  await picked?.run?.();
}

/** The state comes first and what turns something off comes last, so that a stray Enter does no harm. */
function menuItems(overview: Overview): readonly MenuItem[] {
  const { state, model, isTrusted, toggles } = overview;
  const models = [
    item("server", t("Choose a Model…"), "hunch.chooseModel", { description: model ?? t("embedded engine only") }),
    ...(model === undefined ? [] : [item("plug", t("Test Connection"), "hunch.testConnection")]),
  ];
  return [
    stateItem(overview),
    separator(t("Ask")),
    item("comment-discussion", t("Ask…"), "hunch.ask"),
    item("question", t("Explain Suggestions"), "hunch.showInspector"),
    item("graph", t("Show Statistics"), "hunch.showStatistics"),
    ...(isTrusted ? [separator(t("Model")), ...models] : []),
    separator(t("Settings")),
    item("gear", t("Open Settings"), "workbench.action.openSettings", { argument: "@ext:hunch.hunch" }),
    item("keyboard", t("Keyboard Shortcuts"), "workbench.action.openGlobalKeybindings", {
      argument: "inlineSuggest",
    }),
    item("list-selection", t("Show Suggestions First…"), "hunch.putSuggestionsFirst"),
    item("output", t("Show Log"), "hunch.showLog"),
    separator(t("On or Off")),
    ...(state.kind === "snoozed" ? [] : [item("bell-slash", t("Snooze…"), "hunch.snooze")]),
    ...toggles.map((each) => item(each.isOn ? "circle-slash" : "check", labelOf(each, t), toggleCommands[each.scope])),
  ];
}

/** Enter on it does what helps in this state; if nothing needs help, it shows today's figures. */
function stateItem(overview: Overview): MenuItem {
  const { state, today } = overview;
  const remedy = remedyOf(overview, t);
  const first = remedy
    ? item("play", remedy.label, remedy.command, { description: state.title })
    : item("info", state.title, "hunch.showStatistics", { description: today });
  return state.why === undefined ? first : { ...first, detail: state.why };
}

function separator(label: string): MenuItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

/** @param icon is not a part of the label, where screen readers would read its name */
function item(
  icon: string,
  label: string,
  command: string,
  { description, argument }: { readonly description?: string; readonly argument?: string } = {},
): MenuItem {
  const run = () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  return { label, iconPath: new vscode.ThemeIcon(icon), run, ...(description !== undefined && { description }) };
}
