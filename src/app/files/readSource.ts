import { languages } from "../../core/code/languages/languages.ts";
import type { SourceFile } from "../../core/types/source.ts";
import type { ReadText } from "./readText.ts";

/**
 * Reads a file as the learners take it; undefined if it must not or can't be read.
 * @param maxBytes of a file that isn't open
 * @param languageId of a file that isn't open; by default the one of its path
 */
export async function readSource(
  readText: ReadText,
  uri: string,
  maxBytes: number,
  languageId?: string,
): Promise<SourceFile | undefined> {
  const read = await readText(uri, maxBytes);
  if (read.kind === "notRead") return undefined;
  const { path, version, text } = read;
  const language = read.languageId ?? languageId ?? languages.ofPath(path);
  return { uri, path, languageId: language, version, lines: splitLines(text) };
}

/** The lines of a text, without line ends. */
export function splitLines(text: string): string[] {
  return text.split(/\r\n|\n|\r/);
}
