import * as vscode from "vscode";
import type { Conversation, Conversations } from "../../app/ask/conversations.ts";
import type { AskTurn } from "../../webview/ask/protocol.ts";
import { language, t } from "../host/t.ts";

interface Item extends vscode.QuickPickItem {
  readonly conversation: Conversation<AskTurn>;
}

const deleteOne: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("trash"), tooltip: t("Delete") };
const deleteAll: vscode.QuickInputButton = { iconPath: new vscode.ThemeIcon("clear-all"), tooltip: t("Delete All") };

/** Lets the user search, open and delete earlier conversations. Resolves with the chosen one. */
export function pickConversation(
  history: Conversations<AskTurn>,
  onError: (error: unknown) => void,
): Promise<Conversation<AskTurn> | undefined> {
  const picker = vscode.window.createQuickPick<Item>();
  picker.title = t("Ask History of This Workspace");
  picker.placeholder = t("Search questions and answers");
  picker.matchOnDescription = true;
  picker.matchOnDetail = true;
  picker.buttons = [deleteAll];
  picker.busy = true;
  const load = async () => {
    picker.items = (await history.list()).map(toItem);
    picker.busy = false;
    if (picker.items.length === 0) picker.placeholder = t("There is no earlier conversation in this workspace");
  };
  const remove = async ({ conversation }: Item) => {
    await history.delete(conversation.id);
    await load();
  };
  load().catch(onError);
  picker.onDidTriggerItemButton(({ item }) => void remove(item).catch(onError));
  picker.onDidTriggerButton(() => void deleteAfterQuestion(picker.items, history).catch(onError));
  picker.show();
  return new Promise((resolve) => {
    picker.onDidAccept(() => {
      resolve(picker.activeItems[0]?.conversation);
      picker.hide();
    });
    picker.onDidHide(() => {
      resolve(undefined);
      picker.dispose();
    });
  });
}

/** The question hides the list. */
async function deleteAfterQuestion(items: readonly Item[], history: Conversations<AskTurn>): Promise<void> {
  if (items.length === 0) return;
  const question =
    items.length === 1
      ? t("Delete 1 conversation of this workspace? This can't be undone.")
      : t("Delete {0} conversations of this workspace? This can't be undone.", items.length);
  const confirm = t("Delete All");
  const choice = await vscode.window.showWarningMessage(question, { modal: true }, confirm);
  if (choice === confirm) for (const { conversation } of items) await history.delete(conversation.id);
}

function toItem(conversation: Conversation<AskTurn>): Item {
  const { at, turns } = conversation;
  const [first, ...others] = turns;
  const follow = others.map(({ question }) => question).join(" · ");
  return {
    conversation,
    label: oneLine(first?.question ?? ""),
    description: new Date(at).toLocaleString(language),
    detail: oneLine([follow, first?.answer ?? ""].filter((text) => text !== "").join(" · ")),
    buttons: [deleteOne],
  };
}

/** A label may hold icons as `$(name)`, which a question must not draw. */
function oneLine(text: string): string {
  return text.replace(/\s+/g, " ").replaceAll("$(", "$\u200b(").slice(0, 300);
}
