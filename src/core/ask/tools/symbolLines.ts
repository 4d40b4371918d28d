import { declaredName } from "../../code/declarators.ts";

/** Where a name occurs in a file, by what the line does with it. Lines count from 0. */
export interface SymbolLines {
  readonly declared: readonly number[];
  /** Lines that import or export it, with the other name that they give it. */
  readonly imported: readonly { readonly line: number; readonly alias: string | undefined }[];
  /** All other lines with the name or its aliases, outside comments. */
  readonly used: readonly number[];
}

const identifier = "[\\p{L}_$][\\p{L}\\p{N}_$]*";
const comment = /^\s*(?:\/\/|\/?\*|#(?=[\s!#]|$)|--|<!--)/;
/** A line of an import, also the closing one of several. */
const importing = /^\s*(?:import\b|export\s+(?:type\s+)?[{*]|from\s+\S+\s+import\b|(?:pub\s+)?use\s|\}\s*from\b)/;
/** Opens an import of several lines. */
const opensImport =
  /^\s*(?:import\b[^;]*\{|export\s+(?:type\s+)?\{|from\s+\S+\s+import\s*\(|(?:pub\s+)?use\s[^;]*\{)[^})]*$/;
const closesImport = /[})]/;
/** Lines of an import at most. */
const mostImportLines = 200;
/** A longer line is not written by a person. What it does with a name would take too long to find out. */
const longestLine = 1_000;
/** Lines that the parameters of a member take at most. */
const mostParameterLines = 40;
const memberWords =
  "public private protected internal static readonly override abstract async declare get set final virtual const";

/**
 * Finds the lines of a file that declare, import or use a name. Knows many languages a little and no types: members of
 * different types with the same name are the same to it.
 */
export function symbolLines(lines: readonly string[], name: string): SymbolLines {
  const matcher = matcherOf(name);
  const declared: number[] = [];
  const imported: SymbolLines["imported"][number][] = [];
  const used: number[] = [];
  const aliases: string[] = [];
  let importEnd = -1;
  for (const [line, text] of lines.entries()) {
    const isLong = text.length > longestLine;
    if (!isLong && opensImport.test(text)) importEnd = endOfImport(lines, line);
    if (!matcher.occurs.test(text) || comment.test(text)) continue;
    if (isLong) {
      used.push(line);
      continue;
    }
    if (line <= importEnd || importing.test(text)) {
      const alias = matcher.alias.exec(text)?.[1];
      if (alias !== undefined && alias !== name) aliases.push(alias);
      imported.push({ line, alias });
    } else if (matcher.declares(lines, line)) declared.push(line);
    else used.push(line);
  }
  if (aliases.length > 0) used.push(...linesWith(lines, aliases, [...declared, ...imported.map(({ line }) => line)]));
  return { declared, imported, used: [...new Set(used)].sort((a, b) => a - b) };
}

/** The name of the declaration around a line: the nearest one above with less indentation. */
export function enclosingName(lines: readonly string[], line: number): string | undefined {
  let indent = indentOf(lines[line] ?? "");
  for (let at = line - 1; at >= 0 && indent > 0; at--) {
    const text = lines[at] ?? "";
    if (text.trim() === "" || indentOf(text) >= indent) continue;
    indent = indentOf(text);
    const name = declaredName(text);
    if (name !== undefined) return name;
  }
  return undefined;
}

/** The line after a declaration: after the lines with more indentation, and after those that close it. */
export function endOfDeclaration(lines: readonly string[], line: number): number {
  const indent = indentOf(lines[line] ?? "");
  let end = line + 1;
  for (let at = end; at < lines.length; at++) {
    const text = lines[at] ?? "";
    if (text.trim() === "") continue;
    if (indentOf(text) <= indent && !/^\s*[)\]}{]/.test(text)) break;
    if (indentOf(text) < indent) break;
    end = at + 1;
    if (/^\s*\}[^{]*$/.test(text) && indentOf(text) === indent) break;
  }
  return end;
}

function matcherOf(name: string) {
  const own = escaped(name);
  const start = `^\\s*(?:(?:${memberWords.split(" ").join("|")})\\s+)*[#*]?${own}`;
  const modified = new RegExp(`^\\s*(?:(?:${memberWords.split(" ").join("|")})\\s+)+[#*]?${own}[?!]?\\s*[(<:=;]`, "u");
  const privateField = new RegExp(`^\\s*#${own}\\s*[:=;]`, "u");
  const inType = new RegExp(`^\\s+${own}\\??(?:\\s*:\\s[^,]*|\\s*(?:<.*>)?\\(.*\\)\\s*:\\s.*);$`, "u");
  const block = new RegExp(`${start}\\s*(?:<.*>)?\\(.*\\{\\s*$`, "u");
  const plainCall = new RegExp(`^\\s*${own}\\s*\\((?:.*(?:=>\\s*|\\())?\\{\\s*$`, "u");
  const severalLines = new RegExp(`${start}\\s*(?:<.*>)?\\([^)]*$`, "u");
  const assigned = new RegExp(`^(?:(?:module\\.)?exports\\.)?${own}\\s*(?::[^=]*)?=(?![=>])`, "u");
  const withType = new RegExp(`^[\\w<>\\[\\],.?*&:~ ]*[\\w>\\]*&]\\s+[*&]*${own}\\s*\\([^;]*$`, "u");
  const statement = /^\s*(?:return|throw|new|await|yield|else|case|delete|typeof|if|for|while|switch|export|in|of)\b/;
  return {
    occurs: new RegExp(`(?<![\\p{L}\\p{N}_$])${own}(?![\\p{L}\\p{N}_$])`, "u"),
    alias: new RegExp(`(?<![\\p{L}\\p{N}_$])${own}\\s+as\\s+(${identifier})`, "u"),
    declares(lines: readonly string[], line: number): boolean {
      const text = lines[line] ?? "";
      const opensMore = plainCall.test(text); // A member, or a call with a callback or an object.
      if (opensMore) return opensBody(lines, line);
      if (declaredName(text) === name) return true;
      if (statement.test(text)) return false;
      if ([modified, privateField, inType, assigned].some((each) => each.test(text))) return true;
      return block.test(text) || ((severalLines.test(text) || withType.test(text)) && opensBody(lines, line));
    },
  };
}

/** Whether the parameters that begin in a line are followed by a body. */
function opensBody(lines: readonly string[], line: number): boolean {
  const indent = indentOf(lines[line] ?? "");
  for (let at = line; at < Math.min(lines.length, line + mostParameterLines); at++) {
    const text = lines[at] ?? "";
    if (at > line && indentOf(text) <= indent) return /^\s*(?:\}?.*\)[^;]*\{|\{)\s*$/.test(text);
  }
  return false;
}

function endOfImport(lines: readonly string[], start: number): number {
  for (let at = start + 1; at < Math.min(lines.length, start + mostImportLines); at++)
    if (closesImport.test(lines[at] ?? "")) return at;
  return start;
}

function linesWith(lines: readonly string[], names: readonly string[], except: readonly number[]): readonly number[] {
  const any = new RegExp(`(?<![\\p{L}\\p{N}_$])(?:${names.map(escaped).join("|")})(?![\\p{L}\\p{N}_$])`, "u");
  return [...lines.keys()].filter((at) => {
    const text = lines[at] ?? "";
    return any.test(text) && !comment.test(text) && !except.includes(at);
  });
}

function indentOf(line: string): number {
  return line.length - line.trimStart().length;
}

function escaped(name: string): string {
  return name.replace(/[$.*+?^{}()|[\]\\]/g, "\\$&");
}
