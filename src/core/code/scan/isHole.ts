import type { LanguageSyntax } from "../languages/language.ts";
import type { Frame } from "./scanState.ts";

/** Whether the frame opens an expression in a page or a document. Of a document's brackets, only curly ones do. */
export function isHole(frame: Frame, { markup, fences, holeLanguage }: LanguageSyntax): boolean {
  if (frame.kind !== "bracket") return false;
  return markup === "html" || (fences === true && holeLanguage !== undefined && frame.close === "}");
}
