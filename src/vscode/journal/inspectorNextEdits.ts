import { uriPath } from "../../app/files/uriPath.ts";
import type { NextEditRecord } from "../../app/nextEdit/nextEditOutcomes.ts";
import type { InspectorNextEdit } from "../../webview/protocol.ts";

const outcomeNames = {
  accepted: "Applied",
  partlyAccepted: "Applied",
  typed: "Typed",
  rejected: "Dismissed",
  ignored: "Ignored",
} as const;

/** The last next edits as the inspector shows them. @param records newest first */
export function inspectorNextEdits(records: readonly NextEditRecord[]): readonly InspectorNextEdit[] {
  return records.map((record) => {
    const { id, at, outcome, shown } = record;
    const { path, line, oldLines, newLines, confidence } = shown.proposal;
    return {
      id,
      at,
      outcome: outcome === undefined ? "Shown" : outcomeNames[outcome],
      reason: reasonOf(record),
      confidence,
      ...{ uri: path, path: uriPath(path), line, oldLines, newLines },
      examples: shown.examples.map((edit) => ({
        uri: edit.path,
        path: uriPath(edit.path),
        line: edit.line,
        oldLines: edit.oldLines,
        newLines: edit.newLines,
      })),
    };
  });
}

/** Why there, in a sentence. */
function reasonOf(record: NextEditRecord): string {
  const { isProblem } = record.shown;
  return whereOf(record) + (isProblem ? " The old name was reported as an error there." : "");
}

function whereOf({ shown: { proposal, examples } }: NextEditRecord): string {
  const last = examples.at(-1);
  const times = examples.length === 1 ? "once" : `${examples.length} times`;
  const learnt = `You made this change ${times}, and the text that you changed is also here`;
  if (!last) return "The text that you changed is also here.";
  if (last.path !== proposal.path) return `${learnt}, in another recent file.`;
  const way = proposal.line - last.line;
  const lines = Math.abs(way) === 1 ? "1 line" : `${Math.abs(way)} lines`;
  return way === 0
    ? `${learnt}, on the same line.`
    : `${learnt}, ${lines} ${way > 0 ? "below" : "above"} the last time.`;
}
