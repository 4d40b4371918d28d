import * as vscode from "vscode";
import { ListAdvice } from "../../app/completion/listAdvice.ts";
import type { Store } from "../../app/ports.ts";
import { t } from "../host/t.ts";

/**
 * Explains once why a suggestion was held back while the suggest widget was open, with a button that changes that.
 * @returns call this when a suggestion is held back in a document
 */
export function createSuggestWidgetAdvice(
  store: Store,
  onError: (error: unknown) => void,
): (document: vscode.TextDocument) => void {
  const advice = new ListAdvice(store);
  const held = async ({ uri }: vscode.TextDocument) => {
    const line = vscode.window.activeTextEditor?.selection.active.line;
    if (await advice.heldAt(`${uri.toString()}:${line}`)) await explain();
  };
  return (document) => void held(document).catch(onError);
}

async function explain(): Promise<void> {
  const sentence = t(
    "Hunch had a suggestion, but the item chosen in the suggestion list is another one. Hunch shows its own when the list closes (Esc).",
  );
  const label = t("Show Suggestions First…");
  const picked = await vscode.window.showInformationMessage(sentence, label);
  if (picked === label) await vscode.commands.executeCommand("hunch.putSuggestionsFirst");
}
