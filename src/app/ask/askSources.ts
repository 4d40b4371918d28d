import type { AskFile, AskFiles } from "../../core/ask/askFiles.ts";
import { splitLines } from "../files/readSource.ts";
import type { ReadText } from "../files/readText.ts";
import type { Workspace } from "../ports.ts";

export interface AskSourcesDeps {
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  readonly readText: ReadText;
  readonly workspace: Workspace;
}

/** Limits of one search: files listed, files read, bytes of one file, characters of all. */
const maxListed = 20_000;
const maxRead = 3_000;
const maxFileBytes = 400_000;
const maxCharacters = 24_000_000;
/** Number of files read at the same time. */
const batchSize = 16;

/** Folders whose content was downloaded or built. */
const ignoredFolders =
  "**/{node_modules,bower_components,.git,.hg,.svn,dist,build,out,target,vendor,.venv,venv,__pycache__,.next,.nuxt,.cache,coverage,.gradle,.idea,Pods,DerivedData}/**";
const binaryOrData =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|bmp|svg|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|bin|wasm|pyc|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|ogg|wav|flac|db|sqlite3?|parquet|onnx|gguf|safetensors|pt|npy|lock|map|snap|csv|tsv|jsonl|log|vsix|min\.\w+)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml|go\.sum)$/i;

/** Creates the source of the files that Ask searches. */
export function createAskSources({ recentUris, readText, workspace }: AskSourcesDeps): AskFiles {
  return async function* (promise, signal) {
    const recent = recentUris().map((uri, recency): Candidate => ({ uri, recency }));
    const known = new Set(recent.map(({ uri }) => uri));
    const others = (await workspaceFiles(workspace, promise)).filter(({ uri }) => !known.has(uri));
    const files = [...recent, ...others].slice(0, maxRead);
    let characters = 0;
    for (let start = 0; start < files.length && !signal.aborted; start += batchSize) {
      const batch = files.slice(start, start + batchSize);
      for (const file of await Promise.all(batch.map((candidate) => read(candidate, readText)))) {
        if (signal.aborted) return;
        if (!file) continue;
        characters += file.lines.reduce((sum, line) => sum + line.length + 1, 0);
        if (characters > maxCharacters) return;
        yield file;
      }
    }
  };
}

interface Candidate {
  readonly uri: string;
  readonly recency: number | undefined;
}

/** Files that are neither binary nor data, the most promising first. */
async function workspaceFiles(workspace: Workspace, promise: (path: string) => number): Promise<readonly Candidate[]> {
  const found = await workspace.find("**/*", ignoredFolders, maxListed);
  return found
    .map((uri) => ({ uri, path: workspace.displayPath(uri) }))
    .filter(({ path }) => !binaryOrData.test(path))
    .map(({ uri, path }) => ({ uri, path, promise: promise(path) }))
    .sort((a, b) => b.promise - a.promise || a.path.length - b.path.length)
    .map(({ uri }) => ({ uri, recency: undefined }));
}

async function read({ uri, recency }: Candidate, readText: ReadText): Promise<AskFile | undefined> {
  const found = await readText(uri, maxFileBytes);
  return found.kind === "text" ? { uri, path: found.path, lines: splitLines(found.text), recency } : undefined;
}
