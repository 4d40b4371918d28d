import * as vscode from "vscode";
import { labelOf, type Overview, remedyOf, toggleCommands } from "../../app/status/overview.ts";

interface MenuItem extends vscode.QuickPickItem {
  readonly run?: () => unknown;
}

/** Shows the menu of the status bar item. */
export async function showMenu(overview: Overview): Promise<void> {
  const options = { title: "Hunch", placeHolder: "Select an action" };
  const picked = await vscode.window.showQuickPick(menuItems(overview), options);
  await picked?.run?.();
}

/** The state comes first and what turns something off comes last, so that a stray Enter does no harm. */
function menuItems(overview: Overview): readonly MenuItem[] {
  const { state, model, isTrusted, toggles } = overview;
  const models = [
    item("$(server) Choose a Model…", "hunch.chooseModel", { description: model ?? "embedded engine only" }),
    ...(model === undefined ? [] : [item("$(plug) Test Connection", "hunch.testConnection")]),
  ];
  return [
    stateItem(overview),
    separator("Ask and Explain"),
    item("$(question) Explain Suggestions", "hunch.showInspector"),
    item("$(comment-discussion) Ask…", "hunch.ask"),
    item("$(graph) Show Statistics", "hunch.showStatistics"),
    ...(isTrusted ? [separator("Model"), ...models] : []),
    separator("Settings"),
    item("$(gear) Open Settings", "workbench.action.openSettings", { argument: "@ext:hunch.hunch" }),
    item("$(keyboard) Keyboard Shortcuts", "workbench.action.openGlobalKeybindings", { argument: "inlineSuggest" }),
    item("$(list-selection) Show Suggestions Before the Suggestion List…", "hunch.putSuggestionsFirst"),
    item("$(output) Show Log", "hunch.showLog"),
    separator("Turn Suggestions On or Off"),
    ...(state.kind === "snoozed" ? [] : [item("$(bell-slash) Snooze…", "hunch.snooze")]),
    ...toggles.map((each) =>
      item(`${each.isOn ? "$(circle-slash)" : "$(check)"} ${labelOf(each)}`, toggleCommands[each.scope]),
    ),
  ];
}

/** Enter on it does what helps in this state; if nothing needs help, it shows today's figures. */
function stateItem(overview: Overview): MenuItem {
  const { state, today } = overview;
  const remedy = remedyOf(overview);
  const first = remedy
    ? item(`$(play) ${remedy.label}`, remedy.command, { description: state.title })
    : item(`$(info) ${state.title}`, "hunch.showStatistics", { description: today });
  return state.why === undefined ? first : { ...first, detail: state.why };
}

function separator(label: string): MenuItem {
  return { label, kind: vscode.QuickPickItemKind.Separator };
}

function item(
  label: string,
  command: string,
  { description, argument }: { readonly description?: string; readonly argument?: string } = {},
): MenuItem {
  const run = () => vscode.commands.executeCommand(command, ...(argument === undefined ? [] : [argument]));
  return { label, run, ...(description !== undefined && { description }) };
}
