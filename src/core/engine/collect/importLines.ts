import { languages } from "../../code/languages/languages.ts";
import { lineText } from "../learn/fileOutline.ts";
import { lexLine } from "../learn/lexLine.ts";
import type { ImportLine } from "../learn/parseImport.ts";
import type { Site, Source } from "../learn/source.ts";
import type { Vocabulary } from "../learn/vocabulary.ts";
import type { Continuation } from "./continuation.ts";
import { findDeclaredNames } from "./declaredModules.ts";
import type { Place } from "./place.ts";
import { relativeModule, resolveModule } from "./relativeModule.ts";

/** An import that the code below the cursor waits for. */
export interface NeededImport extends Continuation {
  /** Where it was seen, or where what it imports is declared. */
  readonly origin: Site;
  /** Names it brings that occur below, but neither above nor in another import. */
  readonly needed: number;
  /** Files that have it. */
  readonly files: number;
  /** Made from a declaration: no file has it. */
  readonly isMade: boolean;
}

const maxKept = 8;

interface Found {
  readonly text: string;
  readonly origin: Site;
  readonly needed: number;
  readonly files: Set<Source>;
  readonly isMade: boolean;
}

/** Imports of names that are used below and imported nowhere, where the cursor is among imports; best first. */
export function findNeededImports(place: Place, sources: readonly Source[]): readonly NeededImport[] {
  const { own, vocabulary, isAbove, isBelow } = place;
  if (own.cursorLine === undefined || !isAmongImports(own, place.wordsBefore, vocabulary)) return [];
  const ownImports = own.file.outline.imports.filter(({ line }) => line !== own.cursorLine);
  const here = new Set(ownImports.flatMap(({ parsed }) => parsed.names));
  const isNeeded = (name: string) => {
    const token = vocabulary.find(name);
    return token >= 0 && !here.has(name) && isBelow(token) && !isAbove(token);
  };
  const found = new Map<string, Found>();
  const note = (text: string, origin: Site, needed: number, isMade: boolean) => {
    const known = found.get(text) ?? { text, origin, needed, files: new Set(), isMade };
    found.set(text, known);
    known.files.add(origin.source);
  };
  const family = languages.of(own.file.identity.languageId).family;
  for (const source of sources.slice(1)) {
    const { path, languageId } = source.file.identity;
    if (languages.of(languageId).family !== family) continue;
    for (const { parsed, line } of source.file.outline.imports) {
      const names = parsed.names.filter(isNeeded);
      if (names.length === 0) continue;
      const from = relativeModule(resolveModule(parsed.from, path), own.file.identity.path);
      note(parsed.write(names, from), siteOf(source, line), names.length, false);
    }
  }
  for (const { name, from, origin } of findDeclaredNames(place, sources, here)) {
    const style = ownImports[0] ?? origin.source.file.outline.imports[0];
    const lead = place.wordsBefore[0] === "export" ? "export" : "import";
    const text = style && writeLike(style.parsed, name, from, lead);
    if (text !== undefined && !found.has(text)) note(text, origin, 1, true);
  }
  for (const { text, origin } of undeclaredModules(place, sources)) note(text, origin, 1, true);
  return [...found.values()]
    .sort((a, b) => b.needed - a.needed || b.files.size - a.files.size)
    .slice(0, maxKept)
    .flatMap((each) => continuationOf(each, place) ?? []);
}

/** Rust's modules beside the file that are not declared in it, where the cursor is among such lines. */
function undeclaredModules({ own, vocabulary, isAbove, isBelow }: Place, sources: readonly Source[]) {
  const line = own.cursorLine ?? 0;
  const [lead] = [line - 1, line + 1].flatMap(
    (each) => /^((?:pub )?mod) \w+;$/.exec(lineText(own.file.lines, each, vocabulary))?.[1] ?? [],
  );
  if (lead === undefined) return [];
  const folder = own.file.identity.path.replace(/[^/]+$/, "");
  return sources.slice(1).flatMap((source) => {
    const { path } = source.file.identity;
    const name = path.startsWith(folder) ? /^(\w+)(?:\/mod)?\.rs$/.exec(path.slice(folder.length))?.[1] : undefined;
    if (name === undefined || name === "mod") return [];
    const token = vocabulary.find(name);
    if (token >= 0 && (isAbove(token) || isBelow(token))) return [];
    return [{ text: `${lead} ${name};`, origin: siteOf(source, 0) }];
  });
}

/** An import of a name in the style of another import line; undefined where that one is of a kind that names none. */
function writeLike(style: ImportLine, name: string, from: string, lead: string): string | undefined {
  const text = style.write([name], from);
  return text.includes(name) ? text.replace(/^(?:import|export)(?: type)?/, lead) : undefined;
}

/** The cursor's line begins like an import, or is beside one and is empty so far. */
function isAmongImports(own: Source, wordsBefore: readonly string[], vocabulary: Vocabulary): boolean {
  const [first] = wordsBefore;
  if (first !== undefined) return /^(?:import|from|use|using|export|pub|mod|")$/.test(first);
  const { lineStarts, indents } = own.file.lines;
  const cursorLine = own.cursorLine ?? 0;
  return [1, -1].some((step) => {
    let line = cursorLine + step;
    while (line >= 0 && line < indents.length && lineStarts[line] === lineStarts[line + 1]) line += step;
    const text = lineText(own.file.lines, line, vocabulary).trim();
    return /^(?:import|from|use|using|(?:pub )?mod)\b|^(?:\w+ )?"[^"]*"$|^\}? ?from ["']|^package\b/.test(text);
  });
}

function siteOf(source: Source, line: number): Site {
  return { source, position: (source.file.lines.lineStarts[line] ?? 0) + 1, matched: 0 };
}

/** What is left to write of an import at the cursor; undefined where the line began otherwise. */
function continuationOf(found: Found, { wordsBefore, query }: Place): NeededImport | undefined {
  const { starts, ends, gaps } = lexLine(found.text);
  const words = starts.map((start, at) => found.text.slice(start, ends[at]));
  const done = query.partial === "" ? wordsBefore : wordsBefore.slice(0, -1);
  if (done.length >= words.length || done.some((word, at) => words[at] !== word)) return undefined;
  const { origin, needed, files, isMade } = found;
  return { words: words.slice(done.length), gaps: gaps.slice(done.length), origin, needed, files: files.size, isMade };
}
