import * as vscode from "vscode";
import { openSetting } from "../settings/openSetting.ts";
import { variantsFile } from "./readVariants.ts";

const example = `{
  "variants": {
    "short": {
      "description": "One line at a time, only where it is likely",
      "maxLines": 1,
      "eagerness": "quiet"
    },
    "few-snippets": {
      "description": "Fewer snippets in the prompt, the best one next to the code",
      "snippets": { "window": 3, "outline": false },
      "order": "bestLast"
    }
  }
}
`;

/** Creates a file of variants in the first open folder and opens it; without a folder, opens the setting. */
export async function createVariantsFile(): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) return void (await openSetting("hunch.statistics.variants"));
  const uri = vscode.Uri.joinPath(folder.uri, variantsFile);
  const edit = new vscode.WorkspaceEdit();
  edit.createFile(uri, { ignoreIfExists: true, contents: new TextEncoder().encode(example) });
  await vscode.workspace.applyEdit(edit);
  await vscode.window.showTextDocument(uri);
}
