import * as vscode from "vscode";
import { waitsForGhostText } from "../../app/completion/listSettings.ts";

/**
 * Lets VS Code ask for ghost text again, as it does when a key is pressed, if it stopped waiting although the user is still
 * there. By default it waits 750 ms, then opens its list of completions and asks again only when a key is pressed or an item
 * of the list is chosen: a slow model, or a machine that is busy, would show nothing.
 * @param version of the document when VS Code asked
 */
export async function askAgain(
  document: vscode.TextDocument,
  version: number,
  position: vscode.Position,
): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (editor?.document !== document || document.version !== version) return;
  const [selection, ...others] = editor.selections;
  if (!selection?.isEmpty || !selection.active.isEqual(position) || others.length > 0) return;
  // A VS Code that goes on waiting would take the command for a request of the user.
  const quickSuggestions = vscode.workspace.getConfiguration("editor", document).get("quickSuggestions");
  if (!waitsForGhostText(quickSuggestions)) return;
  await vscode.commands.executeCommand("editor.action.inlineSuggest.trigger", { explicit: false });
}
