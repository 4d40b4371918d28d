import { parseImport } from "../../core/engine/learn/parseImport.ts";
import type { LineRange } from "../../core/types/source.ts";
import type { ReplayCase, ReplayFile } from "../replay/replayCase.ts";
import type { Run } from "./loadRuns.ts";

/** Number of recent files of a case that are used. */
const perCase = 4;
/** Minimum lines of a change. A shorter one is a correction rather than new code. */
const minLines = 2;
const maxLines = 60;
const headLines = 60;

/**
 * Creates more runs for the fit: lines that were last changed in a case's recent files, as if they were being written,
 * with the case's other recent files. No text is used twice. No figure is computed on them.
 */
export function furtherRuns(runs: readonly Run[]): readonly Run[] {
  const taken = new Set<string>();
  return runs.flatMap(({ replayCase }) => {
    const usable = replayCase.recent.filter((file) => {
      const isNew = !taken.has(file.blob) && (file.origin === "done" || file.origin === "author");
      return isNew && longestRange(file) !== undefined;
    });
    return usable.slice(0, perCase).flatMap((file) => {
      taken.add(file.blob);
      const imports = importRange(file.text);
      return [longestRange(file), imports].flatMap((range) => (range ? runIn(file, replayCase, range) : []));
    });
  });
}

function longestRange({ edited }: ReplayFile): LineRange | undefined {
  const fitting = edited.filter(({ startLine, endLine }) => endLine - startLine >= minLines);
  return fitting.sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine))[0];
}

/** Returns one of a text's import lines with the line above it, because changed lines contain too few imports. */
export function importRange(text: string): LineRange | undefined {
  const lines = text.split("\n", headLines);
  const imports = lines.flatMap((line, at) => (at > 0 && parseImport(line) !== undefined ? [at] : []));
  const chosen = imports[text.length % Math.max(1, imports.length)];
  return chosen === undefined ? undefined : { startLine: chosen - 1, endLine: chosen + 1 };
}

/** Reduces one run in four to one or two files, as in the first minutes of work. */
export function likeSomewhereNew(recent: readonly ReplayFile[], dice: number): readonly ReplayFile[] {
  return dice % 4 === 0 ? recent.slice(0, 1 + ((dice >> 2) % 2)) : recent;
}

function runIn(file: ReplayFile, replayCase: ReplayCase, range: LineRange): Run {
  const lines = file.text.split("\n");
  const end = Math.min(range.endLine, range.startLine + maxLines);
  // In `sampleCursors`, the first line is the run's own cursor. An empty one makes every line a further cursor.
  const prefix = lines
    .slice(0, range.startLine)
    .map((line) => `${line}\n`)
    .join("");
  const suffix = lines
    .slice(end)
    .map((line) => `\n${line}`)
    .join("");
  const made: ReplayCase = {
    ...replayCase,
    id: `${replayCase.id}/${file.blob}/${range.startLine}`,
    path: file.path,
    languageId: file.languageId,
    kind: "other",
    sample: "further",
    prefix,
    suffix,
    targetLine: lines[range.startLine] ?? "",
    targetBlock: "",
    recent: likeSomewhereNew(
      replayCase.recent.filter((other) => other !== file),
      range.startLine,
    ),
  };
  return { replayCase: made, written: lines.slice(range.startLine, end).join("\n") };
}
