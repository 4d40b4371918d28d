import { surveyPlace, surveySurroundings } from "../../../src/core/engine/collect/place.ts";
import { buildQueries, cursorLineOf } from "../../../src/core/engine/collect/query.ts";
import { LearntFile } from "../../../src/core/engine/learn/learntFile.ts";
import type { Source } from "../../../src/core/engine/learn/source.ts";
import { runNow } from "../../../src/core/engine/learn/tokenizedLines.ts";
import { Vocabulary } from "../../../src/core/engine/learn/vocabulary.ts";
import { cursorAt } from "./teach.ts";

/**
 * What the parts of the engine get at a cursor drawn as ▮, beside other files, most recent first. The word before the
 * cursor is taken as finished; one that ends with "…" before the cursor, as begun.
 */
export function placeAt(drawing: string, ...others: readonly string[]) {
  const drawn = drawing.replace("…▮", "▮");
  const vocabulary = new Vocabulary();
  const learn = (path: string, text: string) =>
    runNow(
      LearntFile.read({ uri: path, path, languageId: "typescript", version: 1, lines: text.split("\n") }, vocabulary),
    );
  const line = cursorLineOf(cursorAt(drawn));
  const own: Source = {
    file: learn("current.ts", drawn.replace("▮", "")),
    rank: 0,
    weight: 1,
    cursorLine: line.number,
    edited: [],
  };
  const rest = others.map(
    (text, at): Source => ({
      file: learn(`other${at}.ts`, text),
      rank: at + 1,
      weight: 0.5,
      cursorLine: undefined,
      edited: [],
    }),
  );
  const sources: readonly [Source, ...Source[]] = [own, ...rest];
  const queries = buildQueries(line, own.file, vocabulary);
  const query = queries.at(drawing === drawn ? 0 : -1);
  if (query === undefined) throw new Error("there is always a query");
  const place = surveyPlace(query, line, surveySurroundings(query, line, sources, vocabulary));
  return { line, sources, vocabulary, query, place };
}
