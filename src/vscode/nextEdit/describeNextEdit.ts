import { uriPath } from "../../app/files/uriPath.ts";
import type { ShownNextEdit } from "../../app/nextEdit/nextEditPorts.ts";
import type { Translate } from "../../core/types/translate.ts";

/** Longest text that is drawn or spoken on one line, in characters; the rest is in the hover. */
const maxDrawn = 200;
const maxSpoken = 80;
/** Most lines that are drawn. */
const maxLines = 20;

/** The texts that a next edit is shown with. */
export interface NextEditWords {
  /** New text on one line, which is drawn after the old text; empty if {@link box} shows it. */
  readonly inserted: string;
  /** New lines that are drawn as a box. */
  readonly box: readonly string[] | undefined;
  /** Where the edit is, in two words. */
  readonly place: string;
  /** What the key does, at the cursor's line, for an edit that is out of sight. */
  readonly hint: string;
  /** At the cursor's line, if all remaining edits may be applied at once. */
  readonly all: string | undefined;
  /** The change and the keys, for screen readers. */
  readonly announcement: string;
  readonly hover: string;
}

/** Names of the keys, as they are bound. */
export interface NextEditKeyNames {
  readonly take: string;
  readonly all: string;
}

/** Where the edit is from the cursor. */
export type NextEditDirection = "up" | "down" | "otherFile";

const arrows = { up: "↑", down: "↓", otherFile: "→" } as const satisfies Record<NextEditDirection, string>;

export function describeNextEdit(
  shown: ShownNextEdit,
  names: NextEditKeyNames,
  direction: NextEditDirection,
  t: Translate,
): NextEditWords {
  const { proposal, replacement, key } = shown;
  const line = replacement.startLine + 1;
  const file = uriPath(proposal.path).split("/").at(-1) ?? "";
  const rest = restOf(shown, names.all, t);
  const action = key === "here" ? t("{0} applies it", names.take) : t("{0} goes there", names.take);
  const problem = shown.isProblem ? t("The old name is reported as an error here.") : "";
  const isBox = replacement.text.includes("\n");
  const place = direction === "otherFile" ? `${file}:${line}` : t("line {0}", line);
  return {
    inserted: isBox ? "" : drawn(replacement.text),
    box: isBox ? boxOf(proposal.newLines, t) : undefined,
    place,
    hint: t("{0} {1} edit {2}", names.take, arrows[direction], place),
    all: allOf(shown, names.all, t),
    announcement: sentences(
      t("Next edit in {0}, line {1}: {2}.", file, line, changeOf(shown, t)),
      t("{0}, Escape dismisses it.", action),
      rest,
    ),
    hover: sentences(originOf(shown, t), problem, t("{0}, Escape dismisses it.", action), rest),
  };
}

/** Who proposes the edit, and why. */
function originOf({ model, proposal: { confidence = 0 }, examples }: ShownNextEdit, t: Translate): string {
  if (model !== undefined) return t("{0} proposes this after your last edits.", model);
  const learnt = examples.length === 1 ? t("your last edit like it") : t("{0} of your edits", examples.length);
  return t("Hunch proposes this from {0}, with a confidence of {1} %.", learnt, Math.round(confidence * 100));
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== "").join(" ");
}

function allOf({ applicable, rename }: ShownNextEdit, keyName: string, t: Translate): string | undefined {
  if (rename) return t("{0}: rename all", keyName);
  return applicable === undefined ? undefined : t("{0}: apply all {1}…", keyName, applicable);
}

/** What may be done with all edits like it at once. */
function restOf({ applicable, rename }: ShownNextEdit, keyName: string, t: Translate): string {
  if (rename) return t("{0} lets the language server rename {1} to {2} everywhere.", keyName, rename.from, rename.to);
  return applicable === undefined ? "" : t("{0} previews all {1} remaining edits like it.", keyName, applicable);
}

/** The change in words: what is replaced by what. */
function changeOf({ proposal: { oldLines, newLines }, replacement }: ShownNextEdit, t: Translate): string {
  const isOneLine = oldLines.length === 1 && replacement.startLine === replacement.endLine;
  const { startColumn, endColumn, text } = replacement;
  const old = isOneLine ? spoken([(oldLines[0] ?? "").slice(startColumn, endColumn)], t) : spoken(oldLines, t);
  const now = isOneLine ? spoken([text], t) : spoken(newLines, t);
  if (now === "") return t("deletes {0}", old);
  return old === "" ? t("inserts {0}", now) : t("replaces {0} with {1}", old, now);
}

function spoken(lines: readonly string[], t: Translate): string {
  if (lines.length > 1) return t("{0} lines", lines.length);
  const text = lines[0] ?? "";
  return text.length > maxSpoken ? `${text.slice(0, maxSpoken)}…` : text;
}

/** Decorations have one line and drop spaces at its ends. */
function drawn(text: string): string {
  const oneLine = text.replaceAll("\t", "    ").replaceAll(" ", "\u00a0");
  return oneLine.length > maxDrawn ? `${oneLine.slice(0, maxDrawn)}…` : oneLine;
}

/** The lines without the indentation that they share. */
function boxOf(newLines: readonly string[], t: Translate): readonly string[] {
  const lines = newLines.map((line) => line.replaceAll("\t", "    "));
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shared = depths.length === 0 ? 0 : Math.min(...depths);
  const shown = lines.slice(0, maxLines).map((line) => clip(line.slice(shared)));
  const more = lines.length - maxLines;
  if (more <= 0) return shown;
  return [...shown, more === 1 ? t("… 1 more line") : t("… {0} more lines", more)];
}

function clip(line: string): string {
  return line.length > maxDrawn ? `${line.slice(0, maxDrawn)}…` : line;
}
