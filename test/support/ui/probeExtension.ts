import { renameSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import * as vscode from "vscode";
import type { ProbeAddress } from "./probe.ts";

type Parameters = URLSearchParams;

/** When a document's text last changed, in milliseconds since 1970. */
let changedAt = 0;

/** What can be asked, by path. Results are sent as JSON. */
const answers: Readonly<Record<string, (parameters: Parameters) => unknown>> = {
  "/events": async () => (await hunch()).events(),
  "/learnt": async () => {
    await (await hunch()).whenLearnt();
  },
  "/editor": describeEditor,
  "/get": getSetting,
  "/set": setSetting,
  "/open": openFile,
  "/select": selectPosition,
  "/run": runCommand,
  "/close": closeAll,
};

/**
 * A second extension, installed beside Hunch in tests of the user interface only. It answers questions about the
 * extension host over HTTP on this machine, so that a test with a keyboard can also know what the host knows, and it
 * prepares what a test starts from.
 */
export function activate(context: vscode.ExtensionContext): void {
  const file = process.env["HUNCH_PROBE_FILE"];
  if (!file) return;
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? "/", "http://probe");
    Promise.resolve(answers[url.pathname]?.(url.searchParams)).then(
      (value) => response.end(JSON.stringify(value ?? null)),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  });
  context.subscriptions.push(
    { dispose: () => server.close() },
    vscode.workspace.onDidChangeTextDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) changedAt = Date.now();
    }),
  );
  server.listen(0, "127.0.0.1", () => {
    const { port } = server.address() as AddressInfo;
    const address: ProbeAddress = { port, pid: process.pid };
    // Renamed when whole: who waits for it reads all of it.
    writeFileSync(`${file}.part`, JSON.stringify(address));
    renameSync(`${file}.part`, file);
  });
}

async function hunch() {
  const extension = vscode.extensions.getExtension("hunch.hunch");
  if (!extension) throw new Error("Hunch is not installed.");
  return extension.activate();
}

function getSetting(parameters: Parameters): unknown {
  return configurationOf(parameters).get(nameIn(parameters));
}

/** As a person changes a setting in the editor; without a value it goes back to its default. */
async function setSetting(parameters: Parameters): Promise<void> {
  const value = parameters.get("value");
  const parsed: unknown = value === null ? undefined : JSON.parse(value);
  await configurationOf(parameters).update(
    nameIn(parameters),
    parsed,
    vscode.ConfigurationTarget.Global,
    parameters.has("language"),
  );
}

function nameIn(parameters: Parameters): string {
  return parameters.get("name") ?? "";
}

function configurationOf(parameters: Parameters): vscode.WorkspaceConfiguration {
  const languageId = parameters.get("language");
  return vscode.workspace.getConfiguration(undefined, languageId === null ? undefined : { languageId });
}

/** Shows a file of the workspace and gives it the focus. */
async function openFile(parameters: Parameters): Promise<void> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  if (!folder) throw new Error("No folder is open.");
  const uri = vscode.Uri.joinPath(folder.uri, parameters.get("path") ?? "");
  await vscode.window.showTextDocument(uri, { preview: false });
}

/** Puts the cursor of the active editor at a position, both from 0. */
function selectPosition(parameters: Parameters): void {
  const editor = vscode.window.activeTextEditor;
  if (!editor) throw new Error("No editor is active.");
  const position = new vscode.Position(Number(parameters.get("line")), Number(parameters.get("character")));
  editor.selection = new vscode.Selection(position, position);
  editor.revealRange(editor.selection);
}

async function runCommand(parameters: Parameters): Promise<void> {
  const argument = parameters.get("argument");
  await vscode.commands.executeCommand(parameters.get("command") ?? "", ...(argument === null ? [] : [argument]));
}

/** Closes every editor and panel, and forgets what was typed since the last save. */
async function closeAll(): Promise<void> {
  for (const document of vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty)) {
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  }
  await vscode.commands.executeCommand("workbench.action.closeAllEditors");
}

function describeEditor() {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return undefined;
  const { document, selection } = editor;
  const { line, character } = selection.active;
  return {
    path: document.uri.path,
    languageId: document.languageId,
    text: document.getText(),
    line,
    character,
    dirty: document.isDirty,
    changedAt,
  };
}
