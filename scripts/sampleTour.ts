import { readFileSync } from "node:fs";
import { inProject } from "./paths.ts";

/** A position in a file of samples/. Line and column count from 1. */
export interface SamplePosition {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** The other files that `npm start` opens, relative to samples/. */
export const otherFiles = [
  "typescript/src/handlers/boats.ts",
  "typescript/src/handlers/berths.ts",
  "typescript/src/handlers/bookings.ts",
  "README.md",
] as const;

/** Returns the position where typing shows ghost text: the empty line after "Work here" in the TypeScript sample. */
export function firstFile(): SamplePosition {
  const path = "typescript/src/handlers/invoices.ts";
  const lines = readFileSync(inProject("samples", path), "utf8").split("\n");
  const comment = lines.findIndex((line) => line.includes("Work here"));
  const line = lines.findIndex((text, index) => index > comment && text.trim() === "");
  return { path, line: line + 1, column: (lines[line] ?? "").length + 1 };
}
