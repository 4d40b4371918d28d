import type { Passage } from "../../core/ask/askFiles.ts";
import { plainPath } from "../../core/ask/askPrompt.ts";
import type { AskTools, NamedLine, ToolOutcome } from "../../core/ask/tools/askTools.ts";
import { isSecretPath } from "../../core/privacy/isSecretFile.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { NotReadReason, ReadText } from "../files/readText.ts";
import { childUri, uriPath } from "../files/uriPath.ts";
import type { Files, Workspace } from "../ports.ts";

/** A place that a language server reports. */
export interface CodePlace {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
}

export interface WorkspaceToolsDeps {
  readonly search: AskTools["search"];
  readonly readText: ReadText;
  readonly excludes: (uri: string) => Promise<boolean>;
  readonly files: Pick<Files, "list" | "stat">;
  readonly workspace: Pick<Workspace, "folderOf" | "displayPath">;
  /** Uris of the open folders, each with its name. */
  readonly folders: () => readonly { readonly uri: string; readonly name: string }[];
  /** Asks the language server about the name at a position. */
  readonly locate: (
    what: "definition" | "references",
    uri: string,
    line: number,
    column: number,
  ) => Promise<readonly CodePlace[]>;
  /** Commits of a file, or of one line, as text; undefined where git can't tell. */
  readonly history: (uri: string, line: number | undefined, signal: AbortSignal) => Promise<string | undefined>;
}

const maxFileBytes = 400_000;
/** Lines that are read at once, and around a place that a language server reports. */
const mostLines = 120;
const linesAround = 6;
const mostPlaces = 12;
const mostEntries = 200;

const reasons: Readonly<Record<NotReadReason, string>> = {
  excluded: translatable("This file is excluded from Hunch."),
  missing: translatable("There is no such file."),
  notAFile: translatable("This is not a file."),
  tooLarge: translatable("This file is too large."),
  binary: translatable("This file is not text."),
  secret: translatable("This file may contain secrets, so it is never read."),
  unreadable: translatable("This file can't be read."),
};

/** The tools of Ask over the workspace. Files outside the open folders are refused, whatever a path looks like. */
export function createWorkspaceTools(deps: WorkspaceToolsDeps): AskTools {
  const { readText, workspace } = deps;

  async function open(path: string, startLine: number, endLine: number | undefined): Promise<ToolOutcome> {
    const uri = await resolveFile(path, deps);
    if (uri === undefined) return refused(reasons.missing);
    const read = await readText(uri, maxFileBytes);
    if (read.kind === "notRead") return refused(reasons[read.reason]);
    const lines = read.text.split(/\r\n|\n|\r/);
    if (startLine >= lines.length) return refused(translatable("The file has fewer lines."));
    const end = Math.min(endLine ?? lines.length, startLine + mostLines, lines.length);
    const span = { startLine, endLine: Math.max(end, startLine + 1) };
    return { kind: "passages", passages: [passageOf(uri, read.path, lines, span, startLine)] };
  }

  async function around({ uri, line }: CodePlace): Promise<Passage | undefined> {
    if (workspace.folderOf(uri) === undefined) return undefined;
    const read = await readText(uri, maxFileBytes);
    if (read.kind === "notRead") return undefined;
    const lines = read.text.split(/\r\n|\n|\r/);
    const span = { startLine: Math.max(0, line - 2), endLine: Math.min(lines.length, line + linesAround) };
    return passageOf(uri, read.path, lines, span, line);
  }

  async function locate(what: "definition" | "references", at: NamedLine, name: string): Promise<ToolOutcome> {
    const uri = await resolveFile(at.path, deps);
    if (uri === undefined) return refused(reasons.missing);
    const read = await readText(uri, maxFileBytes);
    if (read.kind === "notRead") return refused(reasons[read.reason]);
    const column = (read.text.split(/\r\n|\n|\r/)[at.line] ?? "").indexOf(name);
    if (name === "" || column < 0) return refused(translatable("This line does not contain the name."));
    const places = await deps.locate(what, uri, at.line, column);
    const found = await Promise.all(places.slice(0, mostPlaces).map(around));
    return { kind: "passages", passages: found.flatMap((passage) => passage ?? []) };
  }

  async function list(folder: string): Promise<ToolOutcome> {
    const uri = folder === "" ? undefined : await resolveFile(folder, deps);
    if (folder !== "" && uri === undefined) return refused(translatable("There is no such folder."));
    const folders = deps.folders();
    const [only] = folders;
    const at = uri ?? (folders.length === 1 ? only?.uri : undefined);
    if (at === undefined) return { kind: "text", text: folders.map(({ name }) => `${name}/`).join("\n") };
    if ((await deps.files.stat(at))?.kind !== "folder") return refused(translatable("This is not a folder."));
    const entries = await deps.files.list(at);
    const shown = await Promise.all(
      entries.map(async ([name, kind]) =>
        (await isHidden(childUri(at, name))) ? [] : [kind === "folder" ? `${name}/` : name],
      ),
    );
    return { kind: "text", text: shown.flat().toSorted().slice(0, mostEntries).map(plainPath).join("\n") };
  }

  async function isHidden(uri: string): Promise<boolean> {
    return isSecretPath(uriPath(uri)) || uriPath(uri).endsWith("/.git") || (await deps.excludes(uri));
  }

  async function history(path: string, line: number | undefined, signal: AbortSignal): Promise<ToolOutcome> {
    const uri = await resolveFile(path, deps);
    if (uri === undefined) return refused(reasons.missing);
    const read = await readText(uri, maxFileBytes);
    if (read.kind === "notRead") return refused(reasons[read.reason]);
    const text = await deps.history(uri, line, signal);
    return text === undefined ? refused(translatable("Git knows nothing about this file.")) : { kind: "text", text };
  }

  return { search: deps.search, open, locate, list, history };
}

/**
 * The uri of a path as Ask shows it, if something is there and it is inside an open folder. `..` and absolute paths
 * lead nowhere.
 */
export async function resolveFile(
  path: string,
  { folders, files, workspace }: Pick<WorkspaceToolsDeps, "folders" | "files" | "workspace">,
): Promise<string | undefined> {
  const parts = path
    .replaceAll("\\", "/")
    .split("/")
    .filter((part) => part !== "" && part !== ".");
  if (parts.length === 0 || parts.includes("..") || /^[a-z][\w+.-]*:/i.test(path)) return undefined;
  const open = folders();
  const named = open.filter(({ name }) => open.length > 1 && name === parts[0]);
  const candidates = [
    ...named.map(({ uri }) => parts.slice(1).reduce(childUri, uri)),
    ...open.map(({ uri }) => parts.reduce(childUri, uri)),
  ];
  for (const uri of candidates) {
    const isInside = open.some((folder) => uri === folder.uri || workspace.folderOf(uri) !== undefined);
    if (isInside && (await files.stat(uri)) !== undefined) return uri;
  }
  return undefined;
}

function passageOf(
  uri: string,
  path: string,
  lines: readonly string[],
  { startLine, endLine }: { readonly startLine: number; readonly endLine: number },
  focusLine: number,
): Passage {
  const text = lines.slice(startLine, endLine).join("\n");
  return { uri, path, startLine, endLine, focusLine, text, score: 0, words: [] };
}

function refused(reason: string): ToolOutcome {
  return { kind: "refused", reason };
}
