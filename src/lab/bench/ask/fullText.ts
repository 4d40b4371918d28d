import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { type Chunk, chunkFile } from "../../../core/ask/index/chunkFile.ts";
import { createTokenizer } from "../../../core/ask/index/chunkTerms.ts";
import { questionTerms } from "../../../core/ask/questionTerms.ts";
import { buildQuery } from "../../../core/ask/rank/query.ts";
import { declaredName } from "../../../core/code/declarators.ts";
import type { LabelledRepository, LineRange } from "./questionSet.ts";
import type { PreparedRanker } from "./ranker.ts";

export interface FullTextOptions {
  /** Adds columns with weights, synonyms and translated key terms. */
  readonly isRich: boolean;
}

const word = /[\p{L}\p{N}_$]+/gu;
const tokenize = createTokenizer();

/**
 * Columns with their weights: text, declared names, enclosing names, name of the file, folders. The weights are those of
 * Ask's own index, where an occurrence in a declared name counts four times.
 */
const weights = [1, 3, 1.5, 2.5, 1] as const;

/** Indexes a repository's chunks in a contentless FTS5 table, with the same sub-words and stems as Ask's own index. */
export function createFullTextRanker(
  { files }: LabelledRepository,
  depth: number,
  { isRich }: FullTextOptions,
): PreparedRanker {
  const folder = mkdtempSync(join(tmpdir(), "hunch-fts5-"));
  const file = join(folder, "index.db");
  const database = new DatabaseSync(file);
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const columns = isRich ? "body, declared, enclosing, name, folder" : "body";
  database.exec(`CREATE VIRTUAL TABLE chunks USING fts5(${columns}, content='', tokenize='unicode61')`);
  const places = isRich ? "?, ?, ?, ?, ?" : "?";
  const insert = database.prepare(`INSERT INTO chunks(rowid, ${columns}) VALUES (?, ${places})`);
  const ranges: LineRange[] = [];
  database.exec("BEGIN");
  for (const { path, text } of files) {
    const lines = text.split("\n");
    for (const chunk of chunkFile(path, lines)) {
      const { startLine, endLine } = chunk;
      const shown = lines.slice(startLine, endLine);
      const cells = isRich ? fieldsOf(path, shown, chunk) : [`${path}\n${shown.join("\n")}`];
      insert.run(ranges.push({ path, startLine: startLine + 1, endLine }), ...cells.map(termsOf));
    }
  }
  database.exec("COMMIT");
  const order = isRich ? `bm25(chunks, ${weights.join(", ")})` : "rank";
  const select = database.prepare(
    `SELECT rowid, ${order} AS score FROM chunks WHERE chunks MATCH ? ORDER BY score LIMIT ?`,
  );
  return {
    diskBytes: statSync(file).size,
    rank: (question) => {
      const request = { question, selection: undefined, earlier: [] };
      const terms = isRich
        ? [...new Set(buildQuery(request).groups.flatMap((group) => [...group.terms.keys()]))]
        : [...questionTerms(request).keys()];
      if (terms.length === 0) return { passages: [], confidence: 0 };
      const rows = select.all(terms.map((term) => `"${term}"`).join(" OR "), depth);
      const passages = rows.flatMap(({ rowid }) => ranges[Number(rowid) - 1] ?? []);
      return { passages, confidence: -Number(rows[0]?.["score"] ?? 0) };
    },
  };
}

function fieldsOf(path: string, lines: readonly string[], { enclosing }: Chunk): readonly string[] {
  const nameStart = path.lastIndexOf("/") + 1;
  const declared = lines.flatMap((line) => declaredName(line) ?? []);
  return [lines.join("\n"), declared.join(" "), enclosing.join(" "), path.slice(nameStart), path.slice(0, nameStart)];
}

function termsOf(text: string): string {
  return [...text.matchAll(word)].flatMap(([each]) => tokenize(each)).join(" ");
}
