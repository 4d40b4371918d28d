import * as vscode from "vscode";
import type { AgentTool } from "../../core/ask/tools/agentTools.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";

/** Must be the id in package.json. */
const providerId = "hunch.search";

/**
 * Offers Hunch's search to the language models of the editor as a tool, and to its agents as an MCP server. Both are
 * used only when the user lets an agent use them.
 */
export function offerSearch(tools: readonly AgentTool[], extensionUri: vscode.Uri, own: DisposableStore): void {
  // package.json declares the search alone: models choose best among few tools.
  const [search] = tools;
  // Editors that are built on VS Code may lack these.
  const { registerTool, registerMcpServerDefinitionProvider }: Partial<typeof vscode.lm> = vscode.lm;
  if (search && registerTool) own.add(registerTool(search.spec.name, toolOf(search)));
  const provideMcpServerDefinitions = () => mcpServers(vscode.Uri.joinPath(extensionUri, "dist", "mcp.js").fsPath);
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
function mcpServers(script: string): vscode.McpStdioServerDefinition[] {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  return folders.map(({ uri, name }) => {
    const label = folders.length > 1 ? `Hunch: ${name}` : "Hunch";
    const args = [script, "--workspace", uri.fsPath];
    return new vscode.McpStdioServerDefinition(label, process.execPath, args, { ELECTRON_RUN_AS_NODE: "1" });
  });
}
