import * as vscode from "vscode";
import type { Store } from "../../app/ports.ts";
import { t } from "../host/t.ts";

const key = "suggestWidgetExplained";
/** A suggestion that was held back once may be a coincidence; this often, the user wonders. */
const enough = 3;

/**
 * Explains once why a suggestion was held back while the suggest widget was open, with a button that changes that.
 * @returns call this when a suggestion is held back in a document
 */
export function createSuggestWidgetAdvice(
  store: Store,
  onError: (error: unknown) => void,
): (document: vscode.TextDocument) => void {
  const lines = new Set<string>();
  let isExplained = store.get(key) === true;
  return ({ uri }) => {
    if (isExplained) return;
    lines.add(`${uri.toString()}:${vscode.window.activeTextEditor?.selection.active.line}`);
    if (lines.size < enough) return;
    isExplained = true;
    explain(store).catch(onError);
  };
}

async function explain(store: Store): Promise<void> {
  await store.set(key, true);
  const sentence = t(
    "Hunch had a suggestion, but the item chosen in the suggestion list is another one. Hunch shows its own when the list closes (Esc).",
  );
  const label = t("Show Suggestions First…");
  const picked = await vscode.window.showInformationMessage(sentence, label);
  if (picked === label) await vscode.commands.executeCommand("hunch.putSuggestionsFirst");
}
