import {
  type Connection,
  createConnection,
  DidChangeWatchedFilesNotification,
  ErrorCodes,
  FileChangeType,
  type InitializeParams,
  type InitializeResult,
  ProposedFeatures,
  ResponseError,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocumentSyncKind,
} from "vscode-languageserver/node";
import { systemClock as clock } from "../app/systemClock.ts";
import type { AskSelection } from "../core/ask/askFiles.ts";
import { commandNames, runCommand } from "./commands.ts";
import { abortSignalOf } from "./documents/abortSignalOf.ts";
import { normalUri } from "./documents/normalUri.ts";
import { readAskParams, readId } from "./requests.ts";
import { createSession, type Session, type SessionHost } from "./session.ts";
import { readConfiguration, reportSettings } from "./settings/readConfiguration.ts";
import { statusOf } from "./status.ts";
import { FrameFilter } from "./transport/frameFilter.ts";
import { watchParent } from "./transport/watchParent.ts";

/** Time in which what was recorded is written after the client has gone. Milliseconds. */
const closingMs = 1_000;
/** A selection in a larger file is not sent, in bytes. */
const maxSelectedFileBytes = 4_000_000;
const everyFile = { filters: [{ scheme: "file", pattern: { glob: "**/*" } }] };

/** Speaks the language server protocol over two streams until the client ends it. Never returns. */
export function startServer(input: NodeJS.ReadableStream, output: NodeJS.WritableStream, host: SessionHost): void {
  const dropped = (what: string) => connection.console.warn(`The input contained ${what}. Hunch goes on behind it.`);
  const frames = input.pipe(new FrameFilter(dropped));
  const reader = new StreamMessageReader(frames);
  const connection = createConnection(ProposedFeatures.all, reader, new StreamMessageWriter(output));
  let session: Session | undefined;
  const started = (): Session => {
    if (session) return session;
    throw new ResponseError(ErrorCodes.ServerNotInitialized, "The first request must be initialize.");
  };

  let isShutDown = false;
  let isLeaving = false;
  /** Ends the process when the client has gone without saying so. */
  const leave = () => {
    if (isLeaving) return;
    isLeaving = true;
    const exit = () => process.exit(isShutDown ? 0 : 1);
    setTimeout(exit, closingMs);
    void (session?.close() ?? Promise.resolve()).finally(exit);
  };
  input.on("end", leave);
  input.on("close", leave);
  input.on("error", leave);
  output.on("error", leave);
  reader.onError((error) => process.stderr.write(`${error.message}\n`));
  // A defect must not take the editor's completions away; the log shows it.
  const report = (error: unknown) => (session ? session.client.onError(error) : console.error(error));
  for (const event of ["uncaughtException", "unhandledRejection"]) process.on(event, report);

  connection.onInitialize((params) => {
    session = createSession(connection, params, host);
    if (typeof params.processId === "number") watchParent(params.processId, leave);
    return capabilitiesOf(session, params, host.version);
  });
  connection.onInitialized(async () => {
    const { client } = started();
    client.log.info(`Hunch ${host.version} on Node ${process.versions.node}`);
    reportSettings(started());
    await readConfiguration(connection, started());
    started().isWatching = await watchFiles(connection, started());
  });
  connection.onShutdown(async () => {
    isShutDown = true;
    await session?.close();
  });
  handleDocuments(connection, started);
  handleWorkspace(connection, started);
  handleSuggestions(connection, started);
  handleOwn(connection, started, host);
  connection.listen();
}

function capabilitiesOf(session: Session, { capabilities }: InitializeParams, version: string): InitializeResult {
  const notebooks = capabilities.notebookDocument !== undefined;
  return {
    capabilities: {
      positionEncoding: session.encoding,
      textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
      ...(notebooks
        ? { notebookDocumentSync: { notebookSelector: [{ notebook: "*", cells: [{ language: "*" }] }] } }
        : {}),
      inlineCompletionProvider: true,
      ...(session.options.completionItems
        ? { completionProvider: { triggerCharacters: [".", "(", "=", " ", ","], resolveProvider: false } }
        : {}),
      executeCommandProvider: { commands: [...commandNames] },
      workspace: {
        workspaceFolders: { supported: true, changeNotifications: true },
        fileOperations: { didRename: everyFile, didDelete: everyFile },
      },
    },
    serverInfo: { name: "hunch-lsp", version },
  };
}

/** Asks the client to report files that change on the disk. @returns whether it will */
async function watchFiles(connection: Connection, { client }: Session): Promise<boolean> {
  if (!client.capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration) return false;
  await connection.client.register(DidChangeWatchedFilesNotification.type, { watchers: [{ globPattern: "**/*" }] });
  return true;
}

function handleDocuments(connection: Connection, started: () => Session): void {
  connection.onDidOpenTextDocument(({ textDocument }) => started().documents.open(textDocument));
  connection.onDidChangeTextDocument(({ textDocument, contentChanges }) =>
    started().documents.change(textDocument.uri, textDocument.version, contentChanges),
  );
  connection.onDidCloseTextDocument(({ textDocument }) => started().documents.close(textDocument.uri));
  connection.onDidSaveTextDocument(({ textDocument }) => started().fileChanged(normalUri(textDocument.uri)));
  const { synchronization } = connection.notebooks;
  synchronization.onDidOpenNotebookDocument(({ notebookDocument, cellTextDocuments }) =>
    started().documents.openNotebook(notebookDocument.uri, notebookDocument.cells, cellTextDocuments),
  );
  synchronization.onDidChangeNotebookDocument(({ notebookDocument, change }) =>
    started().documents.changeNotebook(notebookDocument.uri, change),
  );
  synchronization.onDidCloseNotebookDocument(({ notebookDocument, cellTextDocuments }) =>
    started().documents.closeNotebook(notebookDocument.uri, cellTextDocuments),
  );
}

function handleWorkspace(connection: Connection, started: () => Session): void {
  connection.onDidChangeConfiguration(({ settings }) => readConfiguration(connection, started(), settings));
  connection.onDidChangeWatchedFiles(({ changes }) => {
    for (const { uri, type } of changes) {
      if (type === FileChangeType.Deleted) started().fileDeleted(normalUri(uri));
      else started().fileChanged(normalUri(uri));
    }
  });
  connection.onNotification("workspace/didChangeWorkspaceFolders", ({ event }) => {
    const urisOf = (folders: readonly { readonly uri: string }[]) => folders.map(({ uri }) => uri);
    started().folders.change(urisOf(event.added), urisOf(event.removed));
    started().foldersChanged();
    return readConfiguration(connection, started());
  });
  connection.workspace.onDidRenameFiles(({ files }) => {
    for (const { oldUri, newUri } of files) started().fileRenamed(normalUri(oldUri), normalUri(newUri));
  });
  connection.workspace.onDidDeleteFiles(({ files }) => {
    for (const { uri } of files) started().fileDeleted(normalUri(uri));
  });
}

function handleSuggestions(connection: Connection, started: () => Session): void {
  connection.languages.inlineCompletion.on(async (params, token) => {
    const items = await started().suggestions.inline(params, abortSignalOf(token));
    return items && { items };
  });
  connection.onCompletion(async (params, token) => {
    const { options, suggestions } = started();
    if (!options.completionItems) return null;
    // The next character may change every item.
    const items = await suggestions.list(params, abortSignalOf(token));
    return items ? { isIncomplete: true, items } : null;
  });
}

/** Hunch's own requests and notifications; docs/editors describes them. */
function handleOwn(connection: Connection, started: () => Session, { version }: SessionHost): void {
  connection.onExecuteCommand(async ({ command, arguments: args = [] }, token) => {
    const text = await runCommand(command, args, started(), clock, abortSignalOf(token));
    return text ?? null;
  });
  connection.onNotification("hunch/didShow", (params: unknown) => {
    started().reports = true;
    const id = readId(params);
    if (id !== undefined) started().offers.shown(id);
  });
  connection.onNotification("hunch/didReject", (params: unknown) => {
    started().reports = true;
    const id = readId(params);
    if (id !== undefined) started().rejected(id);
  });
  connection.onRequest("hunch/status", () => {
    const { silence, servers, progress } = started();
    return statusOf({ silence, servers, isLearning: progress.isLearning, version });
  });
  connection.onRequest("hunch/ask", async (given: unknown, token) => {
    const params = readAskParams(given);
    if (!params) throw new ResponseError(ErrorCodes.InvalidParams, 'hunch/ask needs {"question": "…"}.');
    const reporter = connection.window.attachWorkDoneProgress(params.workDoneToken);
    reporter.begin("Hunch", undefined, "Searching the workspace");
    try {
      const onProgress = (done: number, total: number) => reporter.report(`${done} of ${total} files`);
      const selection = await selectionOf(params.selection, started());
      return await started().ask.ask(params.question, selection, onProgress, abortSignalOf(token));
    } finally {
      reporter.done();
    }
  });
}

/** The selected code of a question; undefined if its file may not be read. */
async function selectionOf(
  selected: NonNullable<ReturnType<typeof readAskParams>>["selection"],
  { documents, readText, displayPath, client }: Session,
): Promise<AskSelection | undefined> {
  if (!selected) return undefined;
  const uri = normalUri(selected.uri);
  const read = await readText(uri, maxSelectedFileBytes);
  if (read.kind === "notRead") {
    client.log.info(`The selection is left out, because its file is not read: ${read.reason}.`);
    return undefined;
  }
  const document = documents.get(uri);
  if (!document) {
    client.log.info("The selection is left out, because its document is not open.");
    return undefined;
  }
  const [start, end] = [document.locate(selected.range.start), document.locate(selected.range.end)];
  const endLine = end.line + (end.column > 0 ? 1 : 0);
  return {
    uri,
    path: displayPath(uri),
    startLine: start.line,
    endLine,
    text: document.partOf(start.offset, end.offset),
  };
}
