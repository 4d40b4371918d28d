import { declaredName } from "../../code/declarators.ts";
import { isProsePath } from "./pathKind.ts";

/** Consecutive lines of a file that are indexed and shown as one passage: lines `[startLine, endLine)`, from 0. */
export interface Chunk {
  readonly startLine: number;
  readonly endLine: number;
  /** Names of the declarations or headings that enclose the chunk, outermost first. */
  readonly enclosing: readonly string[];
}

interface Span {
  readonly start: number;
  readonly end: number;
}

/** A declaration up to this length is one chunk; a longer one is cut at its members. */
const mostLines = 60;
/** Length of the pieces of code that has no members to cut at, and of prose. */
const pieceLines = 40;
/** Short neighbours are joined up to this length, so that a chunk says enough to be found and understood. */
const joinedLines = 24;
/** From this length on a declaration is a chunk of its own. */
const ownLines = 8;

const closing = /^[)\]}>]|^(?:else|elif|except|finally|catch|case|default|rescue|ensure|end|done|fi|esac)\b/;
const leading = /^(?:\/\/|\/\*|\*|#(?!include|define|if|endif|pragma)|--|@|;;|"""|'''|<!--|%)/;
const heading = /^(#{1,6})\s+(.+?)\s*#*$/;

/** Cuts a file into chunks that follow its syntax: declarations with their comments, prose by section. */
export function chunkFile(path: string, lines: readonly string[]): readonly Chunk[] {
  if (isProsePath(path)) return sections(lines);
  return withinLimit({ start: 0, end: lines.length }, lines, []);
}

function withinLimit(span: Span, lines: readonly string[], enclosing: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let group: Span | undefined;
  const close = () => {
    if (group) chunks.push({ startLine: group.start, endLine: group.end, enclosing });
    group = undefined;
  };
  for (const item of items(span, lines)) {
    const length = item.end - item.start;
    if (length > mostLines) {
      close();
      chunks.push(...cutLong(item, lines, enclosing));
    } else if (length >= ownLines && nameOf(item, lines) !== undefined) {
      close();
      chunks.push({ startLine: item.start, endLine: item.end, enclosing });
    } else if (group && item.end - group.start <= joinedLines) {
      group = { start: group.start, end: item.end };
    } else {
      close();
      group = item;
    }
  }
  close();
  return chunks;
}

/** A long declaration: its heading with what comes before the first member, then the members. */
function cutLong(item: Span, lines: readonly string[], enclosing: readonly string[]): readonly Chunk[] {
  const name = nameOf(item, lines);
  const inside = name === undefined ? enclosing : [...enclosing, name];
  const body = bodyOf(item, lines);
  const parts = body && body.end - body.start > 3 ? withinLimit(body, lines, inside) : [];
  const [first, ...others] = parts;
  if (!first || others.length === 0) return pieces(item, lines, inside);
  const isShort = first.endLine - item.start <= pieceLines;
  const head = isShort ? [] : [{ startLine: item.start, endLine: first.startLine, enclosing }];
  const opening = isShort ? { ...first, startLine: item.start } : first;
  return [...head, opening, ...withClosing(others, item.end)].flatMap((chunk) =>
    chunk.endLine - chunk.startLine > mostLines
      ? pieces({ start: chunk.startLine, end: chunk.endLine }, lines, inside)
      : chunk,
  );
}

/** Adds the brackets that close the declaration to its last member. */
function withClosing(members: readonly Chunk[], end: number): readonly Chunk[] {
  return members.map((member, at) => (at === members.length - 1 ? { ...member, endLine: end } : member));
}

/** The lines below the first indented one that belong to a declaration. */
function bodyOf({ start, end }: Span, lines: readonly string[]): Span | undefined {
  const margin = indentOf(lines[firstCode({ start, end }, lines)] ?? "");
  let from = firstCode({ start, end }, lines) + 1;
  while (from < end && (isBlank(lines[from]) || indentOf(lines[from] ?? "") <= margin)) from++;
  let to = end;
  while (to > from && (isBlank(lines[to - 1]) || indentOf(lines[to - 1] ?? "") <= margin)) to--;
  return from < to ? { start: from, end: to } : undefined;
}

/** Splits at the lines of the least indentation; comments and decorators go with what follows them. */
function* items(span: Span, lines: readonly string[]): Generator<Span> {
  let margin = Number.POSITIVE_INFINITY;
  for (let at = span.start; at < span.end; at++) {
    if (!isBlank(lines[at])) margin = Math.min(margin, indentOf(lines[at] ?? ""));
  }
  let start: number | undefined;
  let holdsCode = false;
  for (let at = span.start; at < span.end; at++) {
    const line = lines[at] ?? "";
    if (isBlank(line)) continue;
    const text = line.trimStart();
    const starts = indentOf(line) === margin && !closing.test(text);
    if (starts && start !== undefined && holdsCode) {
      yield { start, end: trimmedEnd(start, at, lines) };
      start = undefined;
      holdsCode = false;
    }
    start ??= at;
    holdsCode ||= starts && !leading.test(text);
  }
  if (start !== undefined) yield { start, end: trimmedEnd(start, span.end, lines) };
}

/** Pieces of at most forty lines, cut at blank lines where there are any. */
function pieces({ start, end }: Span, lines: readonly string[], enclosing: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let from = start;
  while (end - from > pieceLines) {
    let to = from + pieceLines;
    for (let at = to; at > from + pieceLines / 3; at--) {
      if (!isBlank(lines[at])) continue;
      to = at;
      break;
    }
    chunks.push({ startLine: from, endLine: trimmedEnd(from, to, lines), enclosing });
    from = to;
    while (from < end && isBlank(lines[from])) from++;
  }
  if (from < end) chunks.push({ startLine: from, endLine: end, enclosing });
  return chunks;
}

function sections(lines: readonly string[]): readonly Chunk[] {
  const chunks: Chunk[] = [];
  let open: readonly { readonly depth: number; readonly name: string }[] = [];
  let start = 0;
  let isFenced = false;
  const close = (end: number) => {
    while (start < end && isBlank(lines[start])) start++;
    const stop = trimmedEnd(start, end, lines);
    const enclosing = open.map(({ name }) => name);
    if (start < stop) chunks.push(...pieces({ start, end: stop }, lines, enclosing));
    start = end;
  };
  for (const [at, line] of lines.entries()) {
    if (/^\s*(```|~~~)/.test(line)) isFenced = !isFenced;
    const found = isFenced ? undefined : headingAt(at, lines);
    if (!found) continue;
    if (at - start >= 3) close(at);
    open = [...open.filter(({ depth }) => depth < found.depth), found];
  }
  close(lines.length);
  return chunks;
}

function headingAt(
  at: number,
  lines: readonly string[],
): { readonly depth: number; readonly name: string } | undefined {
  const line = lines[at] ?? "";
  const atx = heading.exec(line);
  if (atx) return { depth: atx[1]?.length ?? 1, name: atx[2] ?? "" };
  const under = lines[at + 1] ?? "";
  const isUnderlined = /^\S/.test(line) && /^(={4,}|-{4,}|~{4,}|\^{4,})\s*$/.test(under);
  return isUnderlined ? { depth: under.startsWith("=") ? 1 : 2, name: line.trim() } : undefined;
}

/** The name that a span declares on its first line of code. */
function nameOf(span: Span, lines: readonly string[]): string | undefined {
  return declaredName(lines[firstCode(span, lines)] ?? "");
}

function firstCode({ start, end }: Span, lines: readonly string[]): number {
  let at = start;
  while (at < end - 1 && (isBlank(lines[at]) || leading.test((lines[at] ?? "").trimStart()))) at++;
  return at;
}

function trimmedEnd(start: number, end: number, lines: readonly string[]): number {
  let to = end;
  while (to > start + 1 && isBlank(lines[to - 1])) to--;
  return to;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === "";
}

function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === " ") width++;
    else if (character === "\t") width += 4;
    else break;
  }
  return width;
}
