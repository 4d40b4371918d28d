import * as vscode from "vscode";
import type { AgentTool } from "../../core/ask/tools/agentTools.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";

/** Must be the id in package.json. */
const providerId = "hunch.search";

export interface OfferSearchDeps {
  readonly extensionUri: vscode.Uri;
  /** Folder of this workspace's own data; undefined if no folder is open. */
  readonly storageUri: vscode.Uri | undefined;
}

/**
 * Offers Hunch's search to the language models of the editor as a tool, and to its agents as an MCP server. Both are
 * used only when the user lets an agent use them.
 */
export function offerSearch(tools: readonly AgentTool[], deps: OfferSearchDeps, own: DisposableStore): void {
  // package.json declares the search alone: models choose best among few tools.
  const [search] = tools;
  // Editors that are built on VS Code may lack these.
  const { registerTool, registerMcpServerDefinitionProvider }: Partial<typeof vscode.lm> = vscode.lm;
  if (search && registerTool) own.add(registerTool(search.spec.name, toolOf(search)));
  const provideMcpServerDefinitions = () => mcpServers(deps);
  if (registerMcpServerDefinitionProvider)
    own.add(registerMcpServerDefinitionProvider(providerId, { provideMcpServerDefinitions }));
}

function toolOf({ title, run }: AgentTool): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: () => ({ invocationMessage: t(title) }),
    invoke: async ({ input }, token) => {
      const text = await run(input, abortSignalOf(token));
      return new vscode.LanguageModelToolResult([new vscode.LanguageModelTextPart(text)]);
    },
  };
}

/** One server for each open folder, run by the editor's own Node. */
function mcpServers({ extensionUri, storageUri }: OfferSearchDeps): vscode.McpStdioServerDefinition[] {
  const script = vscode.Uri.joinPath(extensionUri, "dist", "mcp.js").fsPath;
  const kept = storageUri ? ["--index", vscode.Uri.joinPath(storageUri, "mcp-indexes").fsPath] : [];
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return folders.map(({ uri, name }) => {
    const label = folders.length > 1 ? `Hunch: ${name}` : "Hunch";
    const args = [script, "--workspace", uri.fsPath, ...kept];
    return new vscode.McpStdioServerDefinition(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: "1" });
  });
}
