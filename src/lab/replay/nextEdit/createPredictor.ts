import type { NextEditModel } from "../../../core/nextEdit/confidence.ts";
import { IndexedFile } from "../../../core/nextEdit/indexedFile.ts";
import { proposeNextEdits } from "../../../core/nextEdit/proposeNextEdits.ts";
import type { NextEditPredictor, PredictorFile } from "./nextEditPredictor.ts";

/** Keeps an index of each file and follows its edits, as the editor does. */
export class FileIndexes {
  readonly #files = new Map<string, { key: string; readonly file: IndexedFile }>();

  read({ path, key, lines }: PredictorFile): IndexedFile {
    const known = this.#files.get(path);
    if (known?.key === key) return known.file;
    if (known) {
      known.file.update(lines);
      known.key = key;
      return known.file;
    }
    const file = new IndexedFile(path, lines);
    this.#files.set(path, { key, file });
    return file;
  }
}

/** The shipped next edits, for one case. */
export function createPredictor(model: NextEditModel): NextEditPredictor {
  const indexes = new FileIndexes();
  return {
    name: "rules",
    predict({ files, made, cursorLine, refused }) {
      const moment = { files: files.map((file) => indexes.read(file)), made, cursorLine, refused };
      return proposeNextEdits(moment, model).map(({ oldLines, ...proposal }) => ({
        ...proposal,
        oldLines,
        oldCount: oldLines.length,
      }));
    },
  };
}
