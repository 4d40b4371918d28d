import type { Cursor } from "../../types/cursor.ts";
import type { RuleContext } from "../ruleContext.ts";
import { importedNames } from "./importedNames.ts";

const importLine =
  /^\s*(?:(?:import|from|use|using|pub use|#include|require|(?:open|alias)\s+(?=[A-Z])|library|@use|@import|@forward)\b|export\s*\{|\}\s*from\b|(?:const|let|var|local)\b[^=]*=\s*require\b)/;

/** Whether a text imports what another line of the file imports, or what the file declares itself. */
export function importsAgain(text: string, { lineBefore, lineAfter, cursor, known, language }: RuleContext): boolean {
  const [line = "", more] = (lineBefore + text).split("\n", 2);
  const whole = more === undefined ? line + lineAfter : line;
  if (!importLine.test(whole) && !isImportList(cursor.prefix)) return false;
  if (language.id === "go" && importsPackageAgain(line, lineBefore, cursor)) return true;
  const { lines, names } = known();
  if ([line.trim(), whole.trim()].some((own) => own.length > 2 && lines.has(own))) return true;
  return namesIn(line, lineBefore.length, text).some((name) => names.has(name));
}

/** The cursor is in a list of names that an import opened on an earlier line. */
function isImportList(prefix: string): boolean {
  return /(?:^|\n)\s*(?:import|from|use)\b[^\n;]*[{(][^{}();]*$/.test(prefix.slice(-2_000));
}

/** The names that the text adds to an import line. */
function namesIn(line: string, from: number, text: string): readonly string[] {
  const closed = /[})]/.test(line.slice(from)) || !/[{(]/.test(line) ? line : `${line} }`;
  const whole = /\bfrom\b\s*["']/.test(closed) ? closed : `${closed} from`;
  const all = [...importedNames(whole), ...importedNames(closed), ...importedNames(line)];
  const added = new Set(text.split(/["']/, 1)[0]?.match(/[\w$]+/g));
  // The first word of the text may be the end of one that was begun.
  const begun = /[\w$]*$/.exec(line.slice(0, from))?.[0] ?? "";
  const first = /^[\w$]+/.exec(text)?.[0];
  if (first !== undefined) added.add(begun + first);
  const listed = isImportList(line) || importLine.test(line) ? [] : [...added];
  return [...all, ...listed].filter(
    (name) => added.has(name) && !/^(?:import|from|type|as|export|use|default|const)$/.test(name),
  );
}

/** An import of Go. Groups: the name that the file gives to the package, its path. */
const goImport = /^[ \t]*(?!return\b)(?:import[ \t]+)?(?:([\w.]+)[ \t]+)?"([^"\n]+)"[ \t]*(?:\/\/.*)?$/gm;

/** Characters of the text before the cursor, from its start, that are searched for imports of Go. */
const goHead = 20_000;

/** Whether a line of Go imports a package, or gives a name to one, as another line does. */
function importsPackageAgain(line: string, lineBefore: string, { prefix, suffix }: Cursor): boolean {
  const idsOf = (text: string) =>
    [...text.matchAll(goImport)].flatMap(([, name = "_", path = ""]) => [
      `path ${path}`,
      ...(name === "_" || name === "." ? [] : [`name ${name}`]),
    ]);
  const above = prefix.slice(0, prefix.length - lineBefore.length).slice(0, goHead);
  const below = suffix.slice(0, goHead).replace(/^[^\n]*/, "");
  const others = new Set(idsOf(`${above}\n${below}`));
  return idsOf(line.includes('"') && !/"[^"]*"/.test(line) ? `${line}"` : line).some((id) => others.has(id));
}
