import * as vscode from "vscode";

/** An extension that completes code, too, and has nothing to suggest. */
export function activate({ subscriptions }: vscode.ExtensionContext): void {
  subscriptions.push(
    vscode.languages.registerInlineCompletionItemProvider(
      { pattern: "**" },
      { provideInlineCompletionItems: () => [] },
    ),
  );
}
