import * as vscode from "vscode";
import { resolveFile } from "../../app/ask/workspaceTools.ts";
import type { ReadText } from "../../app/files/readText.ts";
import type { AskSelection, Passage } from "../../core/ask/askFiles.ts";
import type { Pin } from "../../core/ask/pins.ts";
import { vsCodeFiles } from "../files/vsCodeFiles.ts";
import { vsCodeWorkspace } from "../files/vsCodeWorkspace.ts";
import { t } from "../host/t.ts";
import type { GitAccess } from "./gitAccess.ts";
import { openFolders } from "./openFolders.ts";

const maxFileBytes = 400_000;
const mostChangedFiles = 20;

/** What pins stand for, or a sentence about the first that stands for nothing that may be read. */
export type ResolvedPins =
  | { readonly kind: "passages"; readonly passages: readonly Passage[] }
  | { readonly kind: "refused"; readonly reason: string };

export interface PinSources {
  readonly readText: ReadText;
  /** Undefined where git can't run. */
  readonly git: GitAccess | undefined;
}

/** Reads what pins stand for, through the gate. */
export async function resolvePins(
  pins: readonly Pin[],
  selection: AskSelection | undefined,
  sources: PinSources,
): Promise<ResolvedPins> {
  const passages: Passage[] = [];
  for (const pin of pins) {
    const found = await resolvePin(pin, selection, sources);
    if (typeof found === "string") return { kind: "refused", reason: found };
    passages.push(...found);
  }
  return { kind: "passages", passages };
}

async function resolvePin(
  pin: Pin,
  selection: AskSelection | undefined,
  { readText, git }: PinSources,
): Promise<readonly Passage[] | string> {
  switch (pin.kind) {
    case "file": {
      const workspace = { folders: openFolders, files: vsCodeFiles, workspace: vsCodeWorkspace };
      const uri = await resolveFile(pin.path, workspace);
      const passage = uri && (await passageOf(uri, undefined, readText));
      return passage ? [passage] : t("#file:{0} is not a file of the workspace that Hunch reads.", pin.path);
    }
    case "symbol": {
      const symbol = (await findSymbols(pin.name)).find(({ name }) => bareName(name) === pin.name);
      const passage = symbol && (await passageOf(symbol.location.uri.toString(), await extentOf(symbol), readText));
      return passage ? [passage] : t("#symbol:{0} is not a symbol that a language server knows.", pin.name);
    }
    case "selection":
      return selection ? [] : t("Select the code that #selection stands for, then ask again.");
    case "changes":
      return git ? changes(readText, git) : t("#changes needs git, which can't run in a browser.");
  }
}

/** Symbols of the workspace that a language server lists for a name. */
export async function findSymbols(name: string): Promise<readonly vscode.SymbolInformation[]> {
  const command = "vscode.executeWorkspaceSymbolProvider";
  const found = await vscode.commands.executeCommand<vscode.SymbolInformation[] | undefined>(command, name);
  return (found ?? []).filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri) !== undefined);
}

/** Some servers list functions with their parentheses. */
export function bareName(name: string): string {
  return name.replace(/\(.*$/, "");
}

/** Lists of symbols often give the name's own line only; the outline of the file has all of its lines. */
async function extentOf({ location }: vscode.SymbolInformation): Promise<vscode.Range> {
  const command = "vscode.executeDocumentSymbolProvider";
  const outline = await vscode.commands.executeCommand<
    (vscode.DocumentSymbol | vscode.SymbolInformation)[] | undefined
  >(command, location.uri);
  const at = location.range.start;
  let best: vscode.Range = location.range;
  const visit = (symbols: readonly (vscode.DocumentSymbol | vscode.SymbolInformation)[]) => {
    for (const symbol of symbols) {
      const range = "range" in symbol ? symbol.range : symbol.location.range;
      if (!range.contains(at)) continue;
      const isOwn =
        "selectionRange" in symbol ? symbol.selectionRange.start.line === at.line : range.start.line === at.line;
      if (isOwn) best = range;
      if ("children" in symbol) visit(symbol.children);
    }
  };
  visit(outline ?? []);
  return best;
}

async function passageOf(
  uri: string,
  range: vscode.Range | undefined,
  readText: ReadText,
): Promise<Passage | undefined> {
  const read = await readText(uri, maxFileBytes);
  if (read.kind === "notRead") return undefined;
  const lines = read.text.split(/\r\n|\n|\r/);
  const startLine = range?.start.line ?? 0;
  const endLine = Math.min(lines.length, (range?.end.line ?? lines.length - 1) + 1);
  const text = lines.slice(startLine, endLine).join("\n");
  return { uri, path: read.path, startLine, endLine, focusLine: startLine, text, score: 0, words: [] };
}

/** The diff of each changed file that may be read. A diff also holds lines that were deleted. */
async function changes(readText: ReadText, git: GitAccess): Promise<readonly Passage[] | string> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const found = (await Promise.all(folders.map((folder) => git.changedFiles(folder)))).flatMap((files) => files ?? []);
  const passages: Passage[] = [];
  for (const { uri, diff } of found.slice(0, mostChangedFiles)) {
    const read = await readText(uri.toString(), maxFileBytes);
    if (read.kind === "notRead") continue;
    const line = Number(/^@@ -\S+ \+(\d+)/m.exec(diff)?.[1] ?? 1) - 1;
    const startLine = Math.max(0, line);
    const hunks = diff.slice(Math.max(0, diff.indexOf("@@")));
    passages.push({
      uri: uri.toString(),
      path: `${read.path} (changes)`, // Part of the prompt, so in English.
      startLine,
      endLine: startLine + 1,
      focusLine: startLine,
      text: hunks,
      score: 0,
      words: [],
    });
  }
  return passages.length > 0 ? passages : t("Git reports no changes of files that Hunch reads.");
}
