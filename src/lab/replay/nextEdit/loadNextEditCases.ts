import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import type { NextEditCase, RecordedEdit } from "./nextEditCase.ts";

/** Reads the moments of a folder: `cases.jsonl` and `blobs.jsonl.br` as docs/next-edits.md describes them. */
export function loadNextEditCases(folder: string): readonly NextEditCase[] {
  const blobs = new Map<string, string>();
  for (const line of linesOf(brotliDecompressSync(readFileSync(join(folder, "blobs.jsonl.br"))).toString("utf8"))) {
    const blob = record(JSON.parse(line));
    blobs.set(text(blob["id"]), text(blob["text"]));
  }
  const textOf = (id: unknown) => {
    const found = blobs.get(text(id));
    if (found === undefined) throw new Error(`blobs.jsonl.br has no text "${String(id)}" that cases.jsonl refers to.`);
    return found;
  };
  return linesOf(readFileSync(join(folder, "cases.jsonl"), "utf8")).map((line) =>
    parseCase(record(JSON.parse(line)), textOf),
  );
}

function parseCase(value: Readonly<Record<string, unknown>>, textOf: (id: unknown) => string): NextEditCase {
  return {
    id: text(value["id"]),
    repo: text(value["repo"]),
    lang: text(value["lang"]),
    path: text(value["path"]),
    files: list(value["files"]).map((file) => ({ path: text(file["path"]), text: textOf(file["blob"]) })),
    edits: list(value["edits"]).map(parseEdit),
    made: count(value["made"]),
    recent: list(value["recent"]).map((file) =>
      file["file"] === undefined
        ? { path: text(file["path"]), text: textOf(file["blob"]) }
        : { file: count(file["file"]) },
    ),
  };
}

function parseEdit(value: Readonly<Record<string, unknown>>): RecordedEdit {
  const newLines = value["newLines"];
  return {
    file: count(value["file"]),
    startLine: count(value["startLine"]),
    endLine: count(value["endLine"]),
    newLines: Array.isArray(newLines) ? newLines.map(text) : fail("a list of lines", newLines),
  };
}

function linesOf(whole: string): readonly string[] {
  return whole.split("\n").filter((line) => line !== "");
}

function record(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null ? { ...value } : fail("an object", value);
}

function list(value: unknown): readonly Readonly<Record<string, unknown>>[] {
  return Array.isArray(value) ? value.map(record) : fail("a list", value);
}

function text(value: unknown): string {
  return typeof value === "string" ? value : fail("a text", value);
}

function count(value: unknown): number {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : fail("a count", value);
}

function fail(wanted: string, value: unknown): never {
  throw new Error(`The data has ${JSON.stringify(value) ?? "nothing"} where ${wanted} is expected.`);
}
