import { stat } from "node:fs/promises";
import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { createWorkspaceTools } from "../app/ask/workspaceTools.ts";
import { createAgentTools } from "../core/ask/tools/agentTools.ts";
import { redact } from "../core/privacy/redactSecrets.ts";
import { nodeFiles } from "../node/nodeFiles.ts";
import { createMcpServer } from "./createMcpServer.ts";
import { FreshIndex } from "./freshIndex.ts";
import { openNodeWorkspace } from "./nodeWorkspace.ts";

declare const hunchVersion: string;

const usage = `Usage: hunch-mcp [--workspace FOLDER]

Offers Hunch's search of a folder to agents, as an MCP server on standard input and output. The default is the current
folder. Files that git or a .hunchignore ignores and files that hold secrets are never read.`;

/** Standard output belongs to the protocol. */
const log = (sentence: string) => console.error(sentence);

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: { workspace: { type: "string", default: "." }, help: { type: "boolean", short: "h", default: false } },
  });
  if (values.help) return log(usage);
  const path = resolve(values.workspace);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`${path} is not a folder.\n\n${usage}`);
  const folder = openNodeWorkspace(path, log);
  const index = new FreshIndex(folder, log);
  const { open } = createWorkspaceTools({
    ...folder,
    search: () => Promise.resolve({ kind: "passages", passages: [] }),
    files: nodeFiles,
    folders: () => [folder.folder],
    locate: () => Promise.resolve([]),
    history: () => Promise.resolve(undefined),
  });
  const search = (question: string, limit: number, signal: AbortSignal) => index.search(question, limit, signal);
  const server = createMcpServer(createAgentTools({ search, open, redact }), hunchVersion);
  await server.connect(new StdioServerTransport());
}

/** The command was called incorrectly. The message says what to do. */
class UsageError extends Error {}

main().catch((error: unknown) => {
  log(error instanceof UsageError ? error.message : String(error));
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
