import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { Commit } from "../../../core/ask/history/commitIndex.ts";

/** Lines from 1, both ends in. */
export interface LineRange {
  readonly path: string;
  readonly startLine: number;
  readonly endLine: number;
}

export interface LabelledQuestion {
  readonly id: string;
  readonly repo: string;
  readonly lang: string;
  readonly kind: string;
  readonly question: string;
  readonly answerable: boolean;
  /** Whether it has a word that names the answer. */
  readonly sharesWords: boolean;
  readonly answers: readonly LineRange[];
  /** Further places that answer it: seeing one is a hit, missing it costs nothing. */
  readonly alsoFine: readonly LineRange[];
}

export interface LabelledRepository {
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly text: string }[];
  readonly history: readonly Commit[];
  readonly questions: readonly LabelledQuestion[];
}

/** Reads a folder of labelled questions: `questions.jsonl`, `repos.json`, and per repository its files and history. */
export function readQuestionSet(folder: string): readonly LabelledRepository[] {
  const questions: readonly LabelledQuestion[] = linesOf(readFileSync(join(folder, "questions.jsonl"), "utf8"));
  const repositories: readonly { readonly name: string; readonly files: string }[] = JSON.parse(
    readFileSync(join(folder, "repos.json"), "utf8"),
  );
  return repositories.map(({ name, files }) => ({
    name,
    files: linesOf(unpacked(join(folder, files))),
    history: linesOf(unpacked(join(folder, files.replace(/files(\.jsonl\.br)$/, "history$1")))),
    questions: questions.filter(({ repo }) => repo === name),
  }));
}

function unpacked(path: string): string {
  return brotliDecompressSync(readFileSync(path)).toString("utf8");
}

function linesOf<Row>(text: string): readonly Row[] {
  return text
    .trim()
    .split("\n")
    .map((line): Row => JSON.parse(line));
}
