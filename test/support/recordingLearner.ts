import type { SourceLearner } from "../../src/core/types/source.ts";

/** A learner that records what it receives. Learning takes `slices` slices. */
export function createRecordingLearner(slices = 1) {
  const known = new Map<string, { version: number; text: string }>();
  const record = { learnt: [] as string[], editedLines: 0 };
  const learner: SourceLearner = {
    *learn({ uri, version, lines }) {
      known.delete(uri);
      for (let slice = 0; slice < slices; slice++) yield;
      known.set(uri, { version, text: lines.join("\n") });
      record.learnt.push(uri);
    },
    edit(uri, version, edits) {
      const file = known.get(uri);
      if (!file || file.version !== version - 1) return false;
      file.version = version;
      record.editedLines += edits.reduce((sum, edit) => sum + edit.lines.length, 0);
      return true;
    },
    forget: (uri) => void known.delete(uri),
    versionOf: (uri) => known.get(uri)?.version,
    bytes: 0,
  };
  return { learner, record, known };
}
