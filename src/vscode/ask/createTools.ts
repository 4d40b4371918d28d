import * as vscode from "vscode";
import type { WorkspaceIndex } from "../../app/ask/workspaceIndex.ts";
import { type CodePlace, createWorkspaceTools } from "../../app/ask/workspaceTools.ts";
import type { Exclusions } from "../../app/files/exclusions.ts";
import type { ReadText } from "../../app/files/readText.ts";
import type { AskTools } from "../../core/ask/tools/askTools.ts";
import { vsCodeFiles } from "../files/vsCodeFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import type { GitAccess } from "./gitAccess.ts";
import { openFolders } from "./openFolders.ts";

export interface ToolDeps {
  readonly index: WorkspaceIndex;
  readonly readText: ReadText;
  readonly exclusions: Pick<Exclusions, "excludes">;
  readonly git: GitAccess | undefined;
}

/** Passages of one search of a model. */
const mostPassages = 5;

/** The tools of Ask in this window. */
export function createTools({ index, readText, exclusions, git }: ToolDeps): AskTools {
  return createWorkspaceTools({
    search: async (query, signal) => {
      const asked = { question: query, selection: undefined, earlier: [] };
      const found = await index.find(asked, mostPassages, () => undefined, signal);
      return { kind: "passages", passages: found?.passages ?? [] };
    },
    readText,
    excludes: (uri) => exclusions.excludes(uri),
    files: vsCodeFiles,
    workspace: vsCodeWorkspace,
    folders: openFolders,
    locate,
    history: async (uri, line, signal) => git?.fileHistory(uri, line, signal),
  });
}

async function locate(
  what: "definition" | "references",
  uri: string,
  line: number,
  column: number,
): Promise<readonly CodePlace[]> {
  const command = what === "definition" ? "vscode.executeDefinitionProvider" : "vscode.executeReferenceProvider";
  const found = await vscode.commands.executeCommand<(vscode.Location | vscode.LocationLink)[] | undefined>(
    command,
    vscode.Uri.parse(uri, true),
    new vscode.Position(line, column),
  );
  return (found ?? []).map((place) =>
    "targetUri" in place
      ? { uri: place.targetUri.toString(), line: (place.targetSelectionRange ?? place.targetRange).start.line }
      : { uri: place.uri.toString(), line: place.range.start.line },
  );
}
