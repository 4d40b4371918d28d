import type { Cursor } from "../../src/core/types/cursor.ts";

/** Returns the cursor of a drawn document: `at("print(▮)")`. */
export function at(drawn: string, place: Partial<Cursor> = {}): Cursor {
  const parts = drawn.split("▮");
  const [prefix = "", suffix = ""] = parts;
  if (parts.length !== 2)
    throw new Error(`A drawn document must have one ▮, but this one has ${parts.length - 1}: ${drawn}`);
  return {
    uri: "file:///work/current.ts",
    path: "current.ts",
    languageId: "typescript",
    version: 1,
    line: prefix.split("\n").length - 1,
    prefix,
    suffix,
    indentation: { insertSpaces: true, tabSize: 2 },
    ...place,
  };
}
