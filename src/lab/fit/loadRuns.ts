import { readFileSync } from "node:fs";
import { join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { loadCases } from "../replay/loadCases.ts";
import type { ReplayCase } from "../replay/replayCase.ts";

/** A replay case with the whole text that was written at its cursor. */
export interface Run {
  readonly replayCase: ReplayCase;
  readonly written: string;
  /** Day of the commit, such as `2021-11-24`, if the data contains it. */
  readonly date?: string;
}

/** Reads the cases of a data folder with the whole run of lines after each cursor. */
export function loadRuns(folder: string): readonly Run[] {
  const written = new Map<string, Omit<Run, "replayCase">>();
  const texts = textsOf(folder);
  for (const line of linesOf(readFileSync(join(folder, "cases.jsonl"), "utf8"))) {
    const { id, blob, cursor, suffixAt, date } = fieldsOf(line);
    const text = (texts.get(String(blob)) ?? "").slice(Number(cursor), Number(suffixAt));
    written.set(String(id), { written: text, ...(typeof date === "string" && { date }) });
  }
  return loadCases(folder).map((replayCase) => ({ written: "", ...written.get(replayCase.id), replayCase }));
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
