import * as vscode from "vscode";
import type { IndexedFile } from "../../core/ask/index/memoryIndex.ts";
import { isSecretFile } from "../../core/privacy/isSecretFile.ts";
import { pathOf } from "../ghostText/documents.ts";

export interface AskSourcesDeps {
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  readonly excludes: (uri: vscode.Uri) => Promise<boolean>;
}

/** The files that Ask may look into: open documents as they are in the editor, the others from the workspace. */
export interface AskSources {
  /** Recently opened files first. */
  list(): Promise<readonly string[]>;
  /** Resolves with undefined for a file that is gone, too large, binary, excluded or secret. */
  read(uri: string): Promise<IndexedFile | undefined>;
}

const mostListed = 20_000;
const mostBytes = 400_000;

/** Folders of what was fetched or built rather than written. */
const foreignFolders =
  "**/{node_modules,bower_components,.git,.hg,.svn,dist,build,out,target,vendor,.venv,venv,__pycache__,.next,.nuxt,.cache,coverage,.gradle,.idea,Pods,DerivedData}/**";
const foreignPart =
  /\/(?:node_modules|bower_components|\.git|\.hg|\.svn|dist|build|out|target|vendor|\.venv|venv|__pycache__|\.next|\.nuxt|\.cache|coverage|\.gradle|\.idea|Pods|DerivedData)\//;
const binaryOrData =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|bmp|svg|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|bin|wasm|pyc|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|ogg|wav|flac|db|sqlite3?|parquet|onnx|gguf|safetensors|pt|npy|lock|map|snap|csv|tsv|jsonl|log|vsix|min\.\w+)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml|go\.sum)$/i;

export function createAskSources({ recentUris, excludes }: AskSourcesDeps): AskSources {
  return {
    async list() {
      const found = await vscode.workspace.findFiles("**/*", foreignFolders, mostListed);
      const written = found.filter((uri) => !binaryOrData.test(uri.path)).map((uri) => uri.toString());
      return [...new Set([...recentUris(), ...written.sort()])];
    },
    read: (uri) => read(vscode.Uri.parse(uri, true), excludes),
  };
}

/** Whether a file that changed may concern Ask at all; `read` has the last word. */
export function isAskedAbout(uri: vscode.Uri): boolean {
  return uri.scheme !== "git" && !foreignPart.test(uri.path) && !binaryOrData.test(uri.path);
}

async function read(uri: vscode.Uri, excludes: AskSourcesDeps["excludes"]): Promise<IndexedFile | undefined> {
  try {
    if (await excludes(uri)) return undefined;
    const text = openText(uri) ?? (await textOnDisk(uri));
    const path = pathOf(uri);
    if (text === undefined || text.includes("\0") || isSecretFile(path, text)) return undefined;
    return { uri: uri.toString(), path, text };
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
