import type { RuleContext } from "../ruleContext.ts";

/** Characters on either side of the cursor in which imports and declarations are looked for. */
const reach = 40_000;
const scriptImport =
  /\b(?:import|export)\s+(?:type\s+)?(?:([\w$]+)\s*,?\s*)?(?:\*\s*as\s+([\w$]+))?(?:\{([^}]*)\})?\s*from\b/g;
const requireCall = /^[ \t]*(?:const|let|var)\s+(?:([\w$]+)|\{([^}]*)\})\s*=\s*require\b/gm;
const pythonImport = /^[ \t]*from\s+[\w.]+\s+import\s+(?:\(([^)]*)\)|([^\n(]+))/gm;
const pythonModules = /^[ \t]*import\s+([\w, ]+?)[ \t]*$/gm;
const pathImport =
  /^[ \t]*(?:pub )?(?:import|use|using)\s+(?:static\s+)?[\w.:\\]+?(?:::|\.|\\)(\w+|\{[^}]*\})\s*;?[ \t]*$/gm;
const declared =
  /^(?:export\s+)?(?:default\s+)?(?:async\s+)?(?:abstract\s+)?(?:class|function|const|let|var|interface|type|enum|def|struct)\s+([\w$]+)/gm;
const importLine =
  /^\s*(?:(?:import|from|use|using|pub use|#include|require|open|alias|library|@use|@import|@forward)\b|export\s*\{|\}\s*from\b|(?:const|let|var|local)\b[^=]*=\s*require\b)/;

/** Whether a text imports what another line of the file imports, or what the file declares itself. */
export function importsAgain(text: string, { lineBefore, lineAfter, cursor }: RuleContext): boolean {
  const [line = "", more] = (lineBefore + text).split("\n", 2);
  const whole = more === undefined ? line + lineAfter : line;
  if (!importLine.test(whole) && !isImportList(cursor.prefix)) return false;
  const above = cursor.prefix.slice(-reach, cursor.prefix.length - lineBefore.length);
  const rest = cursor.suffix.indexOf("\n");
  const below = rest < 0 ? "" : cursor.suffix.slice(rest, rest + reach);
  const own = [line.trim(), whole.trim()].filter((each) => each.length > 2);
  if (`${above}\n${below}`.split("\n").some((each) => own.includes(each.trim()))) return true;
  const wanted = namesIn(line, lineBefore.length, text);
  if (wanted.length === 0) return false;
  const isInPath = /["']|\bfrom\s*$/.test(lineBefore);
  const begun = isInPath ? "" : `${lineBefore.replace(/[\w$]*$/, "")}} from`;
  const known = new Set([
    ...[above, below, begun, begun.replace("} from", "")].flatMap(importedNames),
    ...matches(declared, `${above}\n${below}`),
  ]);
  return wanted.some((name) => known.has(name));
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

function importedNames(text: string): readonly string[] {
  const lists = [scriptImport, requireCall, pythonImport, pythonModules, pathImport].flatMap((each) =>
    matches(each, text),
  );
  return lists.flatMap((list) =>
    list
      .replace(/[{}]/g, "")
      .split(",")
      .flatMap((name) => /(?:^|\bas\s+|:\s*)(?:type\s+)?([\w$]+)\s*$/.exec(name.trim())?.[1] ?? []),
  );
}

/** What the groups of a global pattern captured in a text. */
function matches(pattern: RegExp, text: string): readonly string[] {
  return [...text.matchAll(pattern)].flatMap((found) => found.slice(1).filter((each) => each !== undefined));
}
