import type { ShownNextEdit } from "../../app/nextEdit/nextEditPorts.ts";

/** Longest new text that is drawn; the rest is in the hover. */
const maxDrawn = 200;

/** The texts that a next edit is shown with. */
export interface NextEditWords {
  /** The new text on one line, as it is drawn after the old one. */
  readonly inserted: string;
  /** At the cursor's line, when the edit is out of sight. */
  readonly hint: string;
  /** In the status bar, which screen readers read. */
  readonly announcement: string;
  readonly hover: string;
}

/** @param keyName the key that goes to the edit and applies it */
export function describeNextEdit(shown: ShownNextEdit, keyName: string): NextEditWords {
  const { proposal, replacement, key, applicable } = shown;
  const line = replacement.startLine + 1;
  const file = decodeURIComponent(proposal.path.split("/").at(-1) ?? "");
  const percent = Math.round(proposal.confidence * 100);
  const examples = proposal.learntFrom.length;
  const learnt = examples === 1 ? "your last edit like it" : `${examples} of your edits`;
  const rest = applicable === undefined ? "" : ` "Apply All Remaining Next Edits" previews ${applicable}.`;
  const action = key === "here" ? `${keyName} applies it` : `${keyName} goes there`;
  return {
    inserted: drawn(replacement.text),
    hint: `${keyName}: edit ${file}:${line}`,
    announcement: `Next edit in ${file}, line ${line}. ${action}, Escape dismisses it.${rest}`,
    hover: `Hunch proposes this from ${learnt} (${percent} % sure). ${action}, Escape dismisses it.${rest}`,
  };
}

/** Decorations have one line and drop spaces at its ends. */
function drawn(text: string): string {
  const oneLine = text.replaceAll("\n", "⏎").replaceAll("\t", "    ").replaceAll(" ", "\u00a0");
  return oneLine.length > maxDrawn ? `${oneLine.slice(0, maxDrawn)}…` : oneLine;
}
