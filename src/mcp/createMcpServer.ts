import { Server } from "@modelcontextprotocol/sdk/server/index.js";
import { CallToolRequestSchema, ListToolsRequestSchema } from "@modelcontextprotocol/sdk/types.js";
import type { AgentTool } from "../core/ask/tools/agentTools.ts";
import { messageOf } from "../core/util/messageOf.ts";

/** An MCP server with these tools, not connected yet. */
export function createMcpServer(tools: readonly AgentTool[], version: string): Server {
  const server = new Server({ name: "hunch", version }, { capabilities: { tools: {} } });
  server.setRequestHandler(ListToolsRequestSchema, () => ({
    tools: tools.map(({ spec: { name, description, parameters }, title }) => ({
      name,
      title,
      description,
      inputSchema: { ...parameters, type: "object" as const },
      annotations: { readOnlyHint: true, openWorldHint: false },
    })),
  }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { signal }) => {
    const tool = tools.find(({ spec }) => spec.name === params.name);
    if (!tool) return answer(`There is no tool "${params.name}".`, true);
    try {
      return answer(await tool.run(params.arguments, signal), false);
    } catch (error) {
      return answer(`The tool failed: ${messageOf(error)}`, true);
    }
  });
  return server;
}

function answer(text: string, isError: boolean) {
  return { content: [{ type: "text" as const, text }], isError };
}
