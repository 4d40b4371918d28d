import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { languages } from "../../core/code/languages/languages.ts";
import type { LineRange } from "../../core/types/source.ts";
import { pathNearness } from "../../core/util/pathNearness.ts";
import type { ReplayCase, ReplayFile } from "../replay/replayCase.ts";
import { importRange, likeSomewhereNew } from "./furtherRuns.ts";
import type { Run } from "./loadRuns.ts";
import type { Random } from "./random.ts";

/** Number of used files per project, and of ranges of lines that are removed from each. */
const filesPerProject = 24;
const runsPerFile = 1;
const runLines = { least: 3, more: 10 } as const;
const fileLines = { least: 40, most: 2_000 } as const;
const maxCharacters = 200_000;
const maxRecent = 20;
/** Number of groups of projects that are left out together. One fold per project would take hours. */
const groups = 3;

/** The languages that the tables are fitted on. */
const fitted = /\.(?:go|java|py|rs|tsx?)$/;

interface SourceText {
  readonly path: string;
  readonly languageId: string;
  readonly text: string;
}

/**
 * Creates runs from source trees without history, one tree per subfolder: some lines of a file are removed, and its
 * neighbors are its recent files, nearest first. They contain no edits, and no figure is computed on them.
 */
export function snapshotRuns(folder: string, random: Random, sources = fitted): readonly Run[] {
  const projects = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort();
  return projects.flatMap((name, at) => {
    const files = readTree(join(folder, name), sources);
    return draw(files.filter(isFit), filesPerProject, random).flatMap((file) => {
      const recent = neighbours(file, files, random);
      const ranges = Array.from({ length: runsPerFile }, () => rangeIn(file.text, random));
      const imports = importRange(file.text);
      return [...ranges, ...(imports ? [imports] : [])].map((range) =>
        runIn(file, recent, range, { repo: `snapshots ${at % groups}`, id: `${name}/${file.path}/${range.startLine}` }),
      );
    });
  });
}

function readTree(root: string, sources: RegExp): readonly SourceText[] {
  return readdirSync(root, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && sources.test(entry.name) && !entry.name.endsWith(".d.ts"))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .sort()
    .flatMap((path) => {
      const languageId = languages.ofPath(path);
      const text = readFileSync(join(root, path), "utf8");
      return text.length > maxCharacters || /[^\n]{2000}/.test(text) ? [] : [{ path, languageId, text }];
    });
}

function isFit({ text }: SourceText): boolean {
  const lines = text.split("\n").length;
  return lines >= fileLines.least && lines <= fileLines.most;
}

function draw<T>(all: readonly T[], count: number, random: Random): readonly T[] {
  const left = [...all];
  while (left.length > count) left.splice(Math.floor(random() * left.length), 1);
  return left;
}

/** Returns files of the language as recent files: nearest folders first, in random order if equal. */
function neighbours(file: SourceText, files: readonly SourceText[], random: Random): readonly ReplayFile[] {
  const family = languages.of(file.languageId).family;
  return files
    .filter((other) => other !== file && languages.of(other.languageId).family === family)
    .map((other) => ({ other, near: pathNearness(file.path, other.path) + random() * 2 }))
    .sort((a, b) => b.near - a.near)
    .slice(0, maxRecent)
    .map(({ other: { path, languageId, text } }) => ({
      path, languageId, text, blob: path, origin: "others", edited: [],
    })); // biome-ignore format: a row
}

function rangeIn(text: string, random: Random): LineRange {
  const lines = text.split("\n").length;
  const count = runLines.least + Math.floor(random() * runLines.more);
  const startLine = Math.floor(random() * Math.max(1, lines - count));
  return { startLine, endLine: Math.min(lines, startLine + count) };
}

function runIn(
  { path, languageId, text }: SourceText,
  recent: readonly ReplayFile[],
  { startLine: start, endLine: end }: LineRange,
  { repo, id }: { readonly repo: string; readonly id: string },
): Run {
  const lines = text.split("\n");
  const before = lines.slice(0, start).map((line) => `${line}\n`);
  const after = lines.slice(end).map((line) => `\n${line}`);
  const replayCase: ReplayCase = {
    id,
    repo,
    path,
    languageId,
    lang: languages.of(languageId).family,
    kind: "other",
    pos: "line",
    sample: "further",
    prefix: before.join(""),
    suffix: after.join(""),
    targetLine: lines[start] ?? "",
    targetBlock: "",
    lineIdentifiers: [],
    blockIdentifiers: [],
    recent: likeSomewhereNew(recent, start),
  };
  return { replayCase, written: lines.slice(start, end).join("\n") };
}
