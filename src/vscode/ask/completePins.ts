import * as vscode from "vscode";
import { writePin } from "../../core/ask/pins.ts";
import { isSecretPath } from "../../core/privacy/isSecretFile.ts";
import type { AskCompletion } from "../../webview/ask/protocol.ts";
import { displayPath } from "../files/displayPath.ts";
import { findFiles } from "../files/findFiles.ts";
import { bareName, findSymbols } from "./resolvePins.ts";

const mostShown = 20;
const mostFound = 300;
const skipped = "**/{node_modules,.git,dist,build,out,target,vendor,.venv,__pycache__}/**";

/** Proposals for a word such as `#file:boa` or `#symbol:loa`. */
export async function completePin(
  text: string,
  recentUris: readonly string[],
  excludes: (uri: string) => Promise<boolean>,
): Promise<readonly AskCompletion[]> {
  const [, kind, typed = ""] = /^#(file|symbol):"?(.*)$/.exec(text) ?? [];
  if (kind === "file") return files(typed, recentUris, excludes);
  return kind === "symbol" ? symbols(typed) : [];
}

async function files(
  typed: string,
  recentUris: readonly string[],
  excludes: (uri: string) => Promise<boolean>,
): Promise<readonly AskCompletion[]> {
  const recent = recentUris
    .map((uri) => vscode.Uri.parse(uri, true))
    .filter((uri) => vscode.workspace.getWorkspaceFolder(uri));
  // Anything else in a name could be read as a part of the glob.
  const name = (typed.split("/").at(-1) ?? "").replace(/[^\p{L}\p{N}._-]+/gu, "*");
  const found = name === "" ? [] : await findFiles(`**/*${name}*`, skipped, mostFound, { mayBeOld: true });
  const paths = new Map([...recent, ...found].map((uri) => [displayPath(uri), uri]));
  const matching = [...paths].filter(
    ([path, uri]) => path.toLowerCase().includes(typed.toLowerCase()) && !isSecretPath(uri.path),
  );
  const readable: AskCompletion[] = [];
  for (const [path, uri] of matching.toSorted(([a], [b]) => nearness(a, typed) - nearness(b, typed))) {
    if (readable.length === mostShown) break;
    if (await excludes(uri.toString())) continue;
    readable.push({ insert: `${writePin("file", path)} `, label: path.split("/").at(-1) ?? path, detail: path });
  }
  return readable;
}

/** Lower is better: names that start with what was typed, then names that contain it, then folders. */
function nearness(path: string, typed: string): number {
  const name = path.split("/").at(-1)?.toLowerCase() ?? "";
  const at = name.indexOf(typed.toLowerCase());
  return (at === 0 ? 0 : at > 0 ? 1_000 : 2_000) + path.length;
}

async function symbols(typed: string): Promise<readonly AskCompletion[]> {
  if (typed === "") return [];
  const found = await findSymbols(typed);
  const named = new Map(found.map(({ name, location }) => [bareName(name), location]));
  return [...named].slice(0, mostShown).map(([name, location]) => ({
    insert: `${writePin("symbol", name)} `,
    label: name,
    detail: `${displayPath(location.uri)}:${location.range.start.line + 1}`,
  }));
}
