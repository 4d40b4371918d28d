import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { chunkFile } from "../../../core/ask/index/chunkFile.ts";
import { createTokenizer } from "../../../core/ask/index/chunkTerms.ts";
import { questionTerms } from "../../../core/ask/questionTerms.ts";
import type { LabelledRepository, LineRange } from "./questionSet.ts";
import type { PreparedRanker } from "./ranker.ts";

const word = /[\p{L}\p{N}_$]+/gu;

/** Indexes a repository's chunks in a contentless FTS5 table, with the same sub-words and stems as Ask's own index. */
export function createFullTextRanker({ files }: LabelledRepository, depth: number): PreparedRanker {
  const folder = mkdtempSync(join(tmpdir(), "hunch-fts5-"));
  const file = join(folder, "index.db");
  const database = new DatabaseSync(file);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  database.exec("CREATE VIRTUAL TABLE chunks USING fts5(terms, content='', tokenize='unicode61')");
  const insert = database.prepare("INSERT INTO chunks(rowid, terms) VALUES (?, ?)");
  const tokenize = createTokenizer();
  const ranges: LineRange[] = [];
  database.exec("BEGIN");
  for (const { path, text } of files) {
    const lines = text.split("\n");
    for (const { startLine, endLine } of chunkFile(path, lines)) {
      const terms = [...`${path}\n${lines.slice(startLine, endLine).join("\n")}`.matchAll(word)].flatMap(([each]) =>
        tokenize(each),
      );
      insert.run(ranges.push({ path, startLine: startLine + 1, endLine }), terms.join(" "));
    }
  }
  database.exec("COMMIT");
  const select = database.prepare("SELECT rowid, rank FROM chunks WHERE chunks MATCH ? ORDER BY rank LIMIT ?");
  return {
    diskBytes: statSync(file).size,
    rank: (question) => {
      const terms = [...questionTerms({ question, selection: undefined, earlier: [] }).keys()];
      if (terms.length === 0) return { passages: [], confidence: 0 };
      const rows = select.all(terms.map((term) => `"${term}"`).join(" OR "), depth);
      const passages = rows.flatMap(({ rowid }) => ranges[Number(rowid) - 1] ?? []);
      return { passages, confidence: -Number(rows[0]?.["rank"] ?? 0) };
    },
  };
}
