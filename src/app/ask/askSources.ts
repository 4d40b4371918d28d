import type { IndexedFile } from "../../core/ask/index/chunkIndex.ts";
import type { ReadStamp } from "../files/readStamp.ts";
import type { ReadText } from "../files/readText.ts";
import { uriPath } from "../files/uriPath.ts";
import type { Workspace } from "../ports.ts";

export interface AskSourcesDeps {
  /** Recently opened files, most recent first. */
  readonly recentUris: () => readonly string[];
  readonly readText: ReadText;
  readonly readStamp: ReadStamp;
  readonly workspace: Workspace;
}

/** The files that Ask searches: open documents as they are in the editor, all others as they are on the disk. */
export interface AskSources {
  /** Recently opened files first. @param most files after which no more folders are read */
  list(most?: number): Promise<readonly string[]>;
  /** Resolves with undefined for a file that is gone, too large, binary, excluded or secret. */
  read(uri: string): Promise<IndexedFile | undefined>;
  /** Resolves with the stamp of a file that `read` would return, empty if only reading tells; undefined for others. */
  stamp(uri: string): Promise<string | undefined>;
}

const maxListed = 60_000;
const maxFileBytes = 400_000;

/** Folders whose content was downloaded or built. */
const ignoredNames =
  "node_modules,bower_components,.git,.hg,.svn,dist,build,out,target,vendor,.venv,venv,__pycache__,.next,.nuxt,.cache,coverage,.gradle,.idea,Pods,DerivedData".split(
    ",",
  );
/** Glob of these folders. */
export const ignoredFolders = `**/{${ignoredNames.join(",")}}/**`;
const binaryOrData =
  /\.(png|jpe?g|gif|webp|avif|ico|icns|bmp|svg|pdf|zip|gz|tgz|bz2|xz|7z|rar|jar|war|class|exe|dll|so|dylib|a|o|obj|lib|bin|wasm|pyc|woff2?|ttf|otf|eot|mp[34]|mov|avi|webm|ogg|wav|flac|db|sqlite3?|parquet|onnx|gguf|safetensors|pt|npy|lock|map|snap|csv|tsv|jsonl|log|vsix|min\.\w+)$|(^|\/)(package-lock\.json|pnpm-lock\.yaml|go\.sum)$/i;

export function createAskSources({ recentUris, readText, readStamp, workspace }: AskSourcesDeps): AskSources {
  return {
    async list(most = maxListed) {
      const isWritten = (uri: string) => !binaryOrData.test(uriPath(uri));
      const written = await workspace.find("**/*", ignoredFolders, Math.min(most, maxListed), isWritten);
      return [...new Set([...recentUris(), ...written.toSorted()])];
    },
    async read(uri) {
      const stamp = await readStamp(uri); // Before the text: a change in between is found later.
      if (stamp === undefined) return undefined;
      const found = await readText(uri, maxFileBytes);
      // A document that is open is read whatever its size.
      if (found.kind !== "text" || found.text.length > maxFileBytes) return undefined;
      return { uri, path: found.path, text: found.text, stamp };
    },
    stamp: (uri) => readStamp(uri),
  };
}

/**
 * Whether a file that changed may be one that Ask searches; {@link AskSources.read} decides.
 * @param path the file's path in its workspace folder: folders above it may have any name
 */
export function isAskedAbout(uri: string, path: string): boolean {
  const folders = path.split("/").slice(0, -1);
  return !uri.startsWith("git:") && !folders.some((name) => ignoredNames.includes(name)) && !binaryOrData.test(path);
}
