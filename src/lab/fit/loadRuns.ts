import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { loadCases } from "../replay/loadCases.ts";
import type { ReplayCase } from "../replay/replayCase.ts";

/** A replay case with the whole text that was written at its cursor. */
export interface Run {
  readonly replayCase: ReplayCase;
  readonly written: string;
}

/** Reads the cases of a data folder with the whole run of lines after each cursor. */
export function loadRuns(folder: string): readonly Run[] {
  const written = new Map<string, string>();
  const texts = textsOf(folder);
  for (const line of linesOf(readFileSync(join(folder, "cases.jsonl"), "utf8"))) {
    const { id, blob, cursor, suffixAt } = fieldsOf(line);
    const text = texts.get(String(blob)) ?? "";
    written.set(String(id), text.slice(Number(cursor), Number(suffixAt)));
  }
  return loadCases(folder).map((replayCase) => ({ replayCase, written: written.get(replayCase.id) ?? "" }));
}

function textsOf(folder: string): ReadonlyMap<string, string> {
  const lines = linesOf(brotliDecompressSync(readFileSync(join(folder, "blobs.jsonl.br"))).toString("utf8"));
  return new Map(
    lines.map((line) => {
      const { id, text } = fieldsOf(line);
      return [String(id), String(text)];
    }),
  );
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

function fieldsOf(json: string): Readonly<Record<string, unknown>> {
  const value: unknown = JSON.parse(json);
  return typeof value === "object" && value !== null ? { ...value } : {};
}
