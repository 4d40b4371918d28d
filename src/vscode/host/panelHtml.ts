import * as vscode from "vscode";
import { language } from "./t.ts";

/** The rights of a panel's web view: to run its script and to load the extension's own files. */
export function panelOptions(extensionUri: vscode.Uri): vscode.WebviewOptions {
  const localResourceRoots = ["dist/webview", "media"].map((folder) => vscode.Uri.joinPath(extensionUri, folder));
  return { enableScripts: true, enableForms: false, localResourceRoots };
}

/**
 * The page of a panel: an empty body, one style sheet, one script. It can't load anything else, turn a string into
 * markup or script, or send anything, whatever a model writes. The translations that its script uses are an attribute.
 * @param name of `dist/webview/NAME.js` and `media/NAME.css`
 */
export function panelHtml(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: "ask" | "inspector" | "statistics",
): string {
  const nonce = crypto.randomUUID();
  const script = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "dist", "webview", `${name}.js`));
  const style = webview.asWebviewUri(vscode.Uri.joinPath(extensionUri, "media", `${name}.css`));
  const policy = [
    "default-src 'none'",
    `style-src ${webview.cspSource}`,
    `script-src 'nonce-${nonce}'`,
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const texts = JSON.stringify(vscode.l10n.bundle ?? {});
  return `<!DOCTYPE html>
<html lang="${escapeAttribute(language)}" data-texts="${escapeAttribute(texts)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="${style}">
<title>Hunch</title>
</head>
<body>
<script nonce="${nonce}" src="${script}"></script>
</body>
</html>`;
}

function escapeAttribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}
