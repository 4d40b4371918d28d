import { uriPath } from "../../app/files/uriPath.ts";
import type { NextEditRecord } from "../../app/nextEdit/nextEditOutcomes.ts";
import type { Translate } from "../../core/types/translate.ts";
import { translatable } from "../../core/util/translatable.ts";
import type { InspectorNextEdit } from "../../webview/protocol.ts";

const outcomeNames = translatable({
  accepted: "Applied",
  partlyAccepted: "Applied",
  typed: "Typed",
  rejected: "Dismissed",
  ignored: "Ignored",
});

/** The last next edits as the inspector shows them. @param records newest first */
export function inspectorNextEdits(records: readonly NextEditRecord[], t: Translate): readonly InspectorNextEdit[] {
  return records.map((record) => {
    const { id, at, outcome, shown } = record;
    const { path, line, oldLines, newLines, confidence } = shown.proposal;
    return {
      id,
      at,
      outcome: outcome === undefined ? t("Shown") : t(outcomeNames[outcome]),
      reason: reasonOf(record, t),
      confidence,
      model: shown.model,
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
function reasonOf(record: NextEditRecord, t: Translate): string {
  const { isProblem, model } = record.shown;
  if (model !== undefined) return t("The rules proposed nothing, so {0} was asked. It was sent these edits.", model);
  const where = whereOf(record, t);
  return isProblem ? `${where} ${t("The old name was reported as an error there.")}` : where;
}

function whereOf({ shown: { proposal, examples } }: NextEditRecord, t: Translate): string {
  const last = examples.at(-1);
  if (!last) return t("The text that you changed is also here.");
  const times = examples.length === 1 ? t("once") : t("{0} times", examples.length);
  const way = proposal.line - last.line;
  if (last.path !== proposal.path)
    return t("You made this change {0}, and the text that you changed is also here, in another recent file.", times);
  if (way === 0)
    return t("You made this change {0}, and the text that you changed is also here, on the same line.", times);
  const lines = Math.abs(way) === 1 ? t("1 line") : t("{0} lines", Math.abs(way));
  return way > 0
    ? t("You made this change {0}, and the text that you changed is also here, {1} below the last time.", times, lines)
    : t("You made this change {0}, and the text that you changed is also here, {1} above the last time.", times, lines);
}
