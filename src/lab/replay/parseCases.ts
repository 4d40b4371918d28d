import type { LineRange } from "../../core/types/source.ts";
import type { RecentOrigin, ReplayCase, ReplayFile } from "./replayCase.ts";

/** The files of a data set: JSON lines of cases, and JSON lines `{"id","text"}` of their texts. */
export interface CaseSource {
  readonly casesJsonl: string;
  readonly blobsJsonl: string;
  /** Returns VS Code's language id of a path. */
  readonly languageIdOf: (path: string) => string;
}

/** Parses replay cases in the format of docs/replay.md. @throws Error that names the invalid line */
export function parseCases(source: CaseSource): readonly ReplayCase[] {
  const texts = new Map(
    jsonLines(source.blobsJsonl, "blobs").map((blob) => [blob.string("id"), blob.string("text")] as const),
  );
  return jsonLines(source.casesJsonl, "cases").map((record) => caseOf(record, texts, source.languageIdOf));
}

function caseOf(
  record: JsonRecord,
  texts: ReadonlyMap<string, string>,
  languageIdOf: (path: string) => string,
): ReplayCase {
  const text = textOf(texts, record.string("blob"));
  const identifiers = record.record("ids");
  return {
    id: record.string("id"),
    repo: record.string("repo"),
    lang: record.string("lang"),
    kind: record.string("kind"),
    pos: record.string("pos"),
    sample: record.string("sample"),
    path: record.string("path"),
    languageId: record.string("languageId"),
    prefix: text.slice(0, record.number("cursor")),
    suffix: text.slice(record.number("suffixAt")),
    targetLine: record.string("target_line"),
    targetBlock: record.string("target_block"),
    lineIdentifiers: [...identifiers.strings("file"), ...identifiers.strings("cross"), ...identifiers.strings("none")],
    blockIdentifiers: record.strings("blockIds"),
    recent: record.records("recent").map((file) => fileOf(file, texts, languageIdOf)),
  };
}

function fileOf(
  record: JsonRecord,
  texts: ReadonlyMap<string, string>,
  languageIdOf: (path: string) => string,
): ReplayFile {
  const path = record.string("path");
  const blob = record.string("blob");
  const edited = record.list("edits").map((range) => rangeOf(range));
  return { path, languageId: languageIdOf(path), blob, text: textOf(texts, blob), origin: originOf(record), edited };
}

function originOf(record: JsonRecord): RecentOrigin {
  const origin = record.string("src");
  if (origin === "done" || origin === "todo" || origin === "author" || origin === "others") return origin;
  throw new Error(`"src" is ${JSON.stringify(origin)}, not one of done, todo, author, others`);
}

/** Converts a range of the format, which counts lines from 1 and includes both ends. */
function rangeOf(range: unknown): LineRange {
  const [first, last]: readonly unknown[] = Array.isArray(range) ? range : [];
  if (typeof first !== "number" || typeof last !== "number") throw new Error("an edited range is not two numbers");
  return { startLine: first - 1, endLine: last };
}

function textOf(texts: ReadonlyMap<string, string>, blob: string): string {
  const text = texts.get(blob);
  if (text === undefined) throw new Error(`the text ${blob} is missing`);
  return text;
}

function jsonLines(jsonl: string, name: string): readonly JsonRecord[] {
  return jsonl.split("\n").flatMap((line, index) => {
    if (line === "") return [];
    try {
      return [new JsonRecord(JSON.parse(line))];
    } catch (error) {
      throw new Error(`${name}, line ${index + 1}: ${error instanceof Error ? error.message : String(error)}`);
    }
  });
}

/** A JSON object whose fields are read with their types checked. */
class JsonRecord {
  readonly #fields: ReadonlyMap<string, unknown>;

  constructor(value: unknown) {
    if (typeof value !== "object" || value === null || Array.isArray(value)) throw new Error("not an object");
    this.#fields = new Map(Object.entries(value));
  }

  string(name: string): string {
    const value = this.#fields.get(name);
    if (typeof value !== "string") throw new Error(`"${name}" is not a string`);
    return value;
  }

  number(name: string): number {
    const value = this.#fields.get(name);
    if (typeof value !== "number") throw new Error(`"${name}" is not a number`);
    return value;
  }

  list(name: string): readonly unknown[] {
    const value = this.#fields.get(name);
    if (!Array.isArray(value)) throw new Error(`"${name}" is not a list`);
    return value;
  }

  strings(name: string): readonly string[] {
    return this.list(name).map((value) => {
      if (typeof value !== "string") throw new Error(`"${name}" contains something other than strings`);
      return value;
    });
  }

  record(name: string): JsonRecord {
    return new JsonRecord(this.#fields.get(name));
  }

  records(name: string): readonly JsonRecord[] {
    return this.list(name).map((value) => new JsonRecord(value));
  }
}
