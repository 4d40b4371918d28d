import { languages } from "../languages/languages.ts";
import type { ScanState } from "./scanState.ts";

/** A part of a document whose language the scanner does not track. */
export interface TemplateRegion {
  /** From the start of the part to the cursor. */
  readonly text: string;
  readonly languageId: string;
}

/** The language of code between `<%` and `%>`. */
const codeLanguages: ReadonlyMap<string, string> = new Map([
  ["erb", "ruby"],
  ["html.erb", "ruby"],
  ["ejs", "javascript"],
]);
/** Code of PHP; at the start of a text that was cut, its opening may be missing. */
const phpCode = /<\?(?:php\b|=)[\s\S]*?(?:\?>|$)|^(?!\s*<)(?:(?!<\?)[\s\S])*?\?>/g;

/** The page around the code of PHP, or the code in a page of ERB or EJS, if the cursor is in it. */
export function templateRegion(text: string, state: ScanState, languageId: string): TemplateRegion | undefined {
  if (state.frames.at(-1)?.kind === "template" && languages.of(languageId).syntax.template)
    return { text: text.replace(phpCode, (code) => code.replace(/[^\n]/g, " ")), languageId: "html" };
  const code = codeLanguages.get(languageId);
  const start = code === undefined ? -1 : text.lastIndexOf("<%");
  if (code === undefined || start < 0 || text.includes("%>", start)) return undefined;
  const opened = /^<%(?:[#%]|[-=_]{0,2})/.exec(text.slice(start))?.[0] ?? "";
  // A comment of the template, or the mark itself.
  return /[#%]$/.test(opened.slice(2)) ? undefined : { text: text.slice(start + opened.length), languageId: code };
}
