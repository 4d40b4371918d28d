import * as vscode from "vscode";
import type { AgentTool } from "../../core/ask/tools/agentTools.ts";
import { abortSignalOf } from "../host/abortSignal.ts";
import type { DisposableStore } from "../host/disposableStore.ts";
import { t } from "../host/t.ts";

/** Must be the id in package.json. */
const providerId = "hunch.search";

/** Returns the MCP servers that agents of the editor may start. */
export type ProvideMcpServers = () => vscode.McpStdioServerDefinition[];

/**
 * Offers Hunch's search to the language models of the editor as a tool, and to its agents as an MCP server. Both are
 * used only when the user lets an agent use them.
 * @param provide undefined where no process can be started
 */
export function offerSearch(
  tools: readonly AgentTool[],
  provide: ProvideMcpServers | undefined,
  own: DisposableStore,
): void {
  // package.json declares the search alone: models choose best among few tools.
  const [search] = tools;
  // Editors that are built on VS Code may lack these.
  const { registerTool, registerMcpServerDefinitionProvider }: Partial<typeof vscode.lm> = vscode.lm;
  if (search && registerTool) own.add(registerTool(search.spec.name, toolOf(search)));
  if (provide && registerMcpServerDefinitionProvider)
    own.add(registerMcpServerDefinitionProvider(providerId, { provideMcpServerDefinitions: provide }));
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
