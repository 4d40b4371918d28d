import * as vscode from "vscode";
import { walkFolders } from "../../app/files/walkFolders.ts";
import { sleep } from "../host/sleep.ts";
import { vsCodeFiles } from "./vsCodeFiles.ts";

/** File systems that VS Code itself searches: a search that takes longer than this is stuck. Milliseconds. */
const searchedMs = 60_000;
const searchedSchemes: ReadonlySet<string> = new Set(["file", "vscode-remote"]);
/** On others the search may never end: VS Code waits for a search provider that nobody registers. Milliseconds. */
const othersMs = 3_000;
/** Time for reading the folders, in milliseconds. */
const walkMs = 20_000;

/** Schemes whose search did not end once. A window has one set of search providers, hence one of these. */
const unsearched = new Set<string>();

/**
 * Finds files like `vscode.workspace.findFiles`, but always ends: if the search takes too long, reads the folders one by
 * one instead.
 */
export async function findFiles(
  include: string | vscode.RelativePattern,
  exclude: string | undefined,
  limit: number,
): Promise<readonly vscode.Uri[]> {
  const isRelative = typeof include !== "string";
  const folders = isRelative ? [include.baseUri] : (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const schemes = [...new Set(folders.map(({ scheme }) => scheme))];
  if (!schemes.some((scheme) => unsearched.has(scheme))) {
    const cancellation = new vscode.CancellationTokenSource();
    const patienceMs = schemes.every((scheme) => searchedSchemes.has(scheme)) ? searchedMs : othersMs;
    const found = await Promise.race([
      vscode.workspace.findFiles(include, exclude, limit, cancellation.token),
      sleep(patienceMs),
    ]);
    if (found) return found;
    cancellation.cancel();
    for (const scheme of schemes) if (!searchedSchemes.has(scheme)) unsearched.add(scheme);
  }
  const walk = {
    folders: folders.map(String),
    include: isRelative ? include.pattern : include,
    exclude,
    limit,
  };
  const found = await walkFolders(walk, vsCodeFiles, AbortSignal.timeout(walkMs));
  return found.map((uri) => vscode.Uri.parse(uri, true));
}
