import { uriPath } from "../../app/files/uriPath.ts";
import type { ShownNextEdit } from "../../app/nextEdit/nextEditPorts.ts";

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
): NextEditWords {
  const { proposal, replacement, key } = shown;
  const line = replacement.startLine + 1;
  const file = uriPath(proposal.path).split("/").at(-1) ?? "";
  const percent = Math.round(proposal.confidence * 100);
  const examples = shown.examples.length;
  const learnt = examples === 1 ? "your last edit like it" : `${examples} of your edits`;
  const rest = restOf(shown, names.all);
  const action = key === "here" ? `${names.take} applies it` : `${names.take} goes there`;
  const problem = shown.isProblem ? " The old name is reported as an error here." : "";
  const isBox = replacement.text.includes("\n");
  const place = direction === "otherFile" ? `${file}:${line}` : `line ${line}`;
  return {
    inserted: isBox ? "" : drawn(replacement.text),
    box: isBox ? boxOf(proposal.newLines) : undefined,
    place,
    hint: `${names.take} ${arrows[direction]} edit ${place}`,
    all: allOf(shown, names.all),
    announcement: `Next edit in ${file}, line ${line}: ${changeOf(shown)}. ${action}, Escape dismisses it.${rest}`,
    hover: `Hunch proposes this from ${learnt}, with a confidence of ${percent} %.${problem} ${action}, Escape dismisses it.${rest}`,
  };
}

function allOf({ applicable, rename }: ShownNextEdit, keyName: string): string | undefined {
  if (rename) return `${keyName}: rename all`;
  return applicable === undefined ? undefined : `${keyName}: apply all ${applicable}…`;
}

/** What may be done with all edits like it at once. */
function restOf({ applicable, rename }: ShownNextEdit, keyName: string): string {
  if (rename) return ` ${keyName} lets the language server rename ${rename.from} to ${rename.to} everywhere.`;
  return applicable === undefined ? "" : ` ${keyName} previews all ${applicable} remaining edits like it.`;
}

/** The change in words: what is replaced by what. */
function changeOf({ proposal: { oldLines, newLines }, replacement }: ShownNextEdit): string {
  const isOneLine = oldLines.length === 1 && replacement.startLine === replacement.endLine;
  const { startColumn, endColumn, text } = replacement;
  const old = isOneLine ? spoken([(oldLines[0] ?? "").slice(startColumn, endColumn)]) : spoken(oldLines);
  const now = isOneLine ? spoken([text]) : spoken(newLines);
  if (now === "") return `deletes ${old}`;
  return old === "" ? `inserts ${now}` : `replaces ${old} with ${now}`;
}

function spoken(lines: readonly string[]): string {
  if (lines.length > 1) return `${lines.length} lines`;
  const text = lines[0] ?? "";
  return text.length > maxSpoken ? `${text.slice(0, maxSpoken)}…` : text;
}

/** Decorations have one line and drop spaces at its ends. */
function drawn(text: string): string {
  const oneLine = text.replaceAll("\t", "    ").replaceAll(" ", "\u00a0");
  return oneLine.length > maxDrawn ? `${oneLine.slice(0, maxDrawn)}…` : oneLine;
}

/** The lines without the indentation that they share. */
function boxOf(newLines: readonly string[]): readonly string[] {
  const lines = newLines.map((line) => line.replaceAll("\t", "    "));
  const depths = lines.filter((line) => line.trim() !== "").map((line) => line.length - line.trimStart().length);
  const shared = depths.length === 0 ? 0 : Math.min(...depths);
  const shown = lines.slice(0, maxLines).map((line) => clip(line.slice(shared)));
  return lines.length > maxLines ? [...shown, `… ${lines.length - maxLines} more lines`] : shown;
}

function clip(line: string): string {
  return line.length > maxDrawn ? `${line.slice(0, maxDrawn)}…` : line;
}
