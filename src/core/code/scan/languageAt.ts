import type { LanguageSyntax } from "../languages/language.ts";
import { type Language, languages } from "../languages/languages.ts";
import { isHole } from "./isHole.ts";
import type { ScanState } from "./scanState.ts";

/** Between the tags of JSX, `//` is text: comments are expressions. */
const betweenTags: Partial<LanguageSyntax> = { lineComments: [], blockComments: [["{/*", "*/}"]] };

/** The language of what a scan ended in. @param languageId of the document */
export function languageAt({ frames }: ScanState, languageId: string): Language {
  const at = frames.findLastIndex(({ kind }) => kind === "embedded");
  const embedded = frames[at];
  const language = languages.of(embedded?.kind === "embedded" ? embedded.languageId : languageId);
  const { markup, holeLanguage } = language.syntax;
  const top = frames.at(-1);
  if (top?.kind === "string" && top.languageId !== undefined) return languages.of(top.languageId);
  if (top?.kind === "template") return languages.of("html");
  if (markup === "jsx" && top?.kind === "element") {
    return { ...language, syntax: { ...language.syntax, ...betweenTags } };
  }
  const isInHole = frames.slice(at + 1).some((frame) => isHole(frame, language.syntax));
  return holeLanguage !== undefined && isInHole ? languages.of(holeLanguage) : language;
}
