import * as vscode from "vscode";
import type { AskFile, AskFiles } from "../../core/ask/askFiles.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { pathOf } from "../ghostText/documents.ts";

export interface AskSourcesDeps {
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  readonly excludes: (uri: vscode.Uri) => Promise<boolean>;
}

/** Bounds of one search: files listed, files read, bytes of one file and of all. */
const mostListed = 20_000;
const mostRead = 3_000;
const mostBytes = 400_000;
const mostBytesInAll = 24_000_000;
/** Files read at the same time. */
const readAhead = 16;

/** Folders of what was fetched or built rather than written. */
const foreignFolders =
  "**/{node_modules,bower_components,.git,.hg,.svn,dist,build,out,target,vendor,.venv,venv,__pycache__,.next,.nuxt,.cache,coverage,.gradle,.idea,Pods,DerivedData}/**";
const binaryOrData =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|bmp|svg|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|bin|wasm|pyc|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|ogg|wav|flac|db|sqlite3?|parquet|onnx|gguf|safetensors|pt|npy|lock|map|snap|csv|tsv|jsonl|log|vsix|min\.\w+)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml|go\.sum)$/i;

/** Reads the files that Ask may look into: open documents as they are in the editor, the others from the workspace. */
export function createAskSources({ recentUris, excludes }: AskSourcesDeps): AskFiles {
  return async function* (promise, signal) {
    const seen = new Set<string>();
    let bytes = 0;
    const candidates = [...recentFiles(recentUris()), ...(await workspaceFiles(promise))].slice(0, mostRead);
    const fresh = candidates.filter(({ uri }) => !seen.has(uri.toString()) && seen.add(uri.toString()));
    for (let start = 0; start < fresh.length && !signal.aborted; start += readAhead) {
      const batch = fresh.slice(start, start + readAhead);
      for (const file of await Promise.all(batch.map((candidate) => read(candidate, excludes)))) {
        if (signal.aborted) return;
        if (!file) continue;
        bytes += file.lines.reduce((sum, line) => sum + line.length + 1, 0);
        if (bytes > mostBytesInAll) return;
        yield file;
      }
    }
  };
}

interface Candidate {
  readonly uri: vscode.Uri;
  readonly recency: number | undefined;
}

function recentFiles(uris: readonly string[]): readonly Candidate[] {
  return uris.map((uri, recency) => ({ uri: vscode.Uri.parse(uri, true), recency }));
}

async function workspaceFiles(promise: (path: string) => number): Promise<readonly Candidate[]> {
  const found = await vscode.workspace.findFiles("**/*", foreignFolders, mostListed);
  return found
    .filter((uri) => !binaryOrData.test(uri.path))
    .map((uri) => ({ uri, path: pathOf(uri) }))
    .map(({ uri, path }) => ({ uri, path, promise: promise(path) }))
    .sort((a, b) => b.promise - a.promise || a.path.length - b.path.length)
    .map(({ uri }) => ({ uri, recency: undefined }));
}

async function read({ uri, recency }: Candidate, excludes: AskSourcesDeps["excludes"]): Promise<AskFile | undefined> {
  try {
    if (await excludes(uri)) return undefined;
    const text = openText(uri) ?? (await textOnDisk(uri));
    const path = pathOf(uri);
    if (text === undefined || text.includes("\0") || isSecretFile(path, text)) return undefined;
    return { uri: uri.toString(), path, lines: text.split(/\r\n|\n|\r/), recency };
  } catch {
    return undefined; // Deleted since it was listed, or its file system is gone: one source less.
  }
}

function openText(uri: vscode.Uri): string | undefined {
  const wanted = uri.toString();
  return vscode.workspace.textDocuments.find((document) => document.uri.toString() === wanted)?.getText();
}

async function textOnDisk(uri: vscode.Uri): Promise<string | undefined> {
  const { size, type } = await vscode.workspace.fs.stat(uri);
  if (size > mostBytes || (type & vscode.FileType.File) === 0) return undefined;
  return new TextDecoder().decode(await vscode.workspace.fs.readFile(uri));
}
