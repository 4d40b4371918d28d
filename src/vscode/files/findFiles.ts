import * as vscode from "vscode";
import { RecentWalks } from "../../app/files/recentWalks.ts";
import { walkFolders } from "../../app/files/walkFolders.ts";
import { untilAborted } from "../../core/util/untilAborted.ts";
import { vsCodeFiles } from "./vsCodeFiles.ts";

/** File systems that VS Code itself searches: a search that takes longer than this is stuck. Milliseconds. */
const searchedMs = 60_000;
const searchedSchemes: ReadonlySet<string> = new Set(["file", "vscode-remote"]);
/** On others the search may never end: VS Code waits for a search provider that nobody registers. Milliseconds. */
const othersMs = 3_000;
/** Files that VS Code's search returns at most where not all are wanted: unlike reading folders, it is fast. */
const mostSearched = 60_000;
/** Time for reading the folders, in milliseconds. */
const walkMs = 20_000;
/** Time after which a search that did not end is tried again, in milliseconds; twice as long after each failure. */
const unsearchedMs = 60_000;

/**
 * Schemes whose search did not end, with the time until which it is not tried, and the pause. A window has one set of search providers,
 * hence one of these.
 */
const unsearched = new Map<string, { readonly until: number; readonly pauseMs: number }>();
const recentWalks = new RecentWalks({ files: vsCodeFiles, now: () => performance.now(), walkMs });

interface FindFilesOptions {
  /** Which files are returned, and so count for the limit; all by default. */
  readonly isWanted?: ((uri: string) => boolean) | undefined;
  /** Whether the result may be some seconds old, so that searches in a row read the folders once. */
  readonly mayBeOld?: boolean;
}

/**
 * Finds files like `vscode.workspace.findFiles`, but always ends: if the search takes too long, reads the folders one by
 * one instead.
 */
export async function findFiles(
  include: string | vscode.RelativePattern,
  exclude: string | undefined,
  limit: number,
  { isWanted, mayBeOld = false }: FindFilesOptions = {},
): Promise<readonly vscode.Uri[]> {
  const isRelative = typeof include !== "string";
  const folders = isRelative ? [include.baseUri] : (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const schemes = [...new Set(folders.map(({ scheme }) => scheme))];
  const isUnsearched = (scheme: string) => (unsearched.get(scheme)?.until ?? 0) > performance.now();
  if (!schemes.some(isUnsearched)) {
    const patienceMs = schemes.every((scheme) => searchedSchemes.has(scheme)) ? searchedMs : othersMs;
    const most = isWanted ? Math.max(limit, mostSearched) : limit;
    const found = await search(include, exclude, most, patienceMs);
    if (found) return isWanted ? firstOf(found, isWanted, limit) : found;
    for (const scheme of schemes.filter((each) => !searchedSchemes.has(each))) {
      const pauseMs = 2 * (unsearched.get(scheme)?.pauseMs ?? unsearchedMs / 2);
      unsearched.set(scheme, { until: performance.now() + pauseMs, pauseMs });
    }
  }
  const walk = {
    folders: folders.map(String),
    include: isRelative ? include.pattern : include,
    exclude,
    limit,
    isWanted,
  };
  const found = await (mayBeOld ? recentWalks.find(walk) : walkFolders(walk, vsCodeFiles, AbortSignal.timeout(walkMs)));
  return found.map((uri) => vscode.Uri.parse(uri, true));
}

/** The first wanted files by their uris: the search returns them in any order. */
function firstOf(
  found: readonly vscode.Uri[],
  isWanted: (uri: string) => boolean,
  limit: number,
): readonly vscode.Uri[] {
  const wanted = found.map((uri) => ({ uri, text: uri.toString() })).filter(({ text }) => isWanted(text));
  const sorted = wanted.toSorted((a, b) => (a.text < b.text ? -1 : 1));
  return sorted.slice(0, limit).map(({ uri }) => uri);
}

/** Resolves with undefined, and cancels the search, if it takes longer than `ms`. */
async function search(
  include: string | vscode.RelativePattern,
  exclude: string | undefined,
  limit: number,
  ms: number,
): Promise<readonly vscode.Uri[] | undefined> {
  const cancellation = new vscode.CancellationTokenSource();
  try {
    const searching = vscode.workspace.findFiles(include, exclude, limit, cancellation.token);
    const found = await untilAborted(searching, AbortSignal.timeout(ms));
    if (!found) cancellation.cancel();
    return found;
  } finally {
    cancellation.dispose();
  }
}
