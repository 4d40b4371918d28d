import type { ReplayCase, ReplayFile } from "../../core/replay/replayCase.ts";
import type { LineRange } from "../../core/types/source.ts";
import type { Run } from "./loadRuns.ts";

/** Recent files of one case that are taken. */
const perCase = 4;
/** A shorter change is a correction in place rather than writing. */
const minLines = 2;
const maxLines = 60;

/**
 * More runs to learn from: lines that were last changed in a case's recent files, as if they were being written, with
 * the case's other recent files beside them. No text is taken twice. They serve fitting only, never a figure.
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
      return runIn(file, replayCase) ?? [];
    });
  });
}

function longestRange({ edited }: ReplayFile): LineRange | undefined {
  const fitting = edited.filter(({ startLine, endLine }) => endLine - startLine >= minLines);
  return fitting.sort((a, b) => b.endLine - b.startLine - (a.endLine - a.startLine))[0];
}

function runIn(file: ReplayFile, replayCase: ReplayCase): Run | undefined {
  const range = longestRange(file);
  if (range === undefined) return undefined;
  const lines = file.text.split("\n");
  const end = Math.min(range.endLine, range.startLine + maxLines);
  // The first line is the run's own cursor in `sampleCursors`; an empty one makes every line a further cursor.
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
    id: `${replayCase.id}/${file.blob}`,
    path: file.path,
    languageId: file.languageId,
    kind: "other",
    sample: "further",
    prefix,
    suffix,
    targetLine: lines[range.startLine] ?? "",
    targetBlock: "",
    recent: replayCase.recent.filter((other) => other !== file),
  };
  return { replayCase: made, written: lines.slice(range.startLine, end).join("\n") };
}
