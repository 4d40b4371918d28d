import { stat } from "node:fs/promises";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { StdioServerTransport } from "@modelcontextprotocol/sdk/server/stdio.js";
import { version } from "../../package.json";
import { createWorkspaceTools } from "../app/ask/workspaceTools.ts";
import { createAgentTools } from "../core/ask/tools/agentTools.ts";
import { redact } from "../core/privacy/redactSecrets.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { nodeFiles } from "../node/nodeFiles.ts";
import { openNodeWorkspace } from "../node/nodeWorkspace.ts";
import { type IndexPlace, serveIndex } from "../node/serveIndex.ts";
import { userFolders } from "../node/userFolders.ts";
import { WorkerIndex } from "../node/workerIndex.ts";
import { createMcpServer } from "./createMcpServer.ts";
import { FreshIndex } from "./freshIndex.ts";
import { deleteOldIndexes, indexPlace } from "./indexPlace.ts";

const usage = `Usage: hunch-mcp [--workspace FOLDER] [--index FOLDER]

Offers Hunch's search of a folder to agents, as an MCP server on standard input and output. The default is the current
folder. Files that git or a .hunchignore ignores and files that hold secrets are never read.

  --workspace FOLDER   the folder that is searched
  --index FOLDER       where indexes are kept; the default is a folder of Hunch's own in your home
  --help               print this text`;

/** Standard output belongs to the protocol. */
const log = (sentence: string) => console.error(sentence);

/** This file is the server, and the thread that holds the index. */
if (!isMainThread && parentPort) serveIndex(parentPort, workerData);
else
  main().catch((error: unknown) => {
    log(error instanceof UsageError ? error.message : String(error));
    process.exitCode = error instanceof UsageError ? 2 : 1;
  });

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      workspace: { type: "string", default: "." },
      index: { type: "string", default: join(userFolders(process.env, process.platform).state, "mcp-indexes") },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return log(usage);
  const path = resolve(values.workspace);
  const found = await stat(path).catch(() => undefined);
  if (!found?.isDirectory()) throw new UsageError(`${path} is not a folder.\n\n${usage}`);
  const folder = openNodeWorkspace(path, log);
  const worker = await startWorker(resolve(values.index), path, () => index.reset());
  const index = new FreshIndex(folder, worker, log);
  const { open } = createWorkspaceTools({
    ...folder,
    search: () => Promise.resolve({ kind: "passages", passages: [] }),
    files: nodeFiles,
    folders: () => [folder.folder],
    locate: () => Promise.resolve([]),
    history: () => Promise.resolve(undefined),
  });
  const tools = createAgentTools({
    search: (question, limit, signal) => index.search(question, limit, signal),
    filesWith: (word, most, signal) => index.filesWith(word, most, signal),
    open: async (...asked) => {
      await index.look(); // What may be opened can have changed.
      return open(...asked);
    },
    redact,
  });
  const server = createMcpServer(tools, version);
  await server.connect(new StdioServerTransport());
}

/** The index in a thread of its own, and in a file if there can be one. */
async function startWorker(state: string, folder: string, onLost: () => void): Promise<WorkerIndex> {
  const place = await indexPlace(state, folder).catch((error: unknown): Pick<IndexPlace, "file" | "spares"> => {
    log(`The index is kept in memory: ${messageOf(error)}`);
    return { file: undefined };
  });
  if (place.file !== undefined)
    deleteOldIndexes(state, Date.now()).catch((error: unknown) => log(`Old indexes stay: ${messageOf(error)}`));
  return new WorkerIndex({
    entry: import.meta.filename,
    data: { ...place, version },
    onLost: (error) => {
      log(`The index stopped and starts again with the next search: ${error.message}`);
      onLost();
    },
    onNotice: ({ notice, reason }) =>
      log(
        notice === "inMemory"
          ? `The index is kept in memory: ${reason}`
          : `The index was damaged and is built again: ${reason}`,
      ),
  });
}

/** The command was called incorrectly. The message says what to do. */
class UsageError extends Error {}
