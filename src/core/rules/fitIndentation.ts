import { indentWidth } from "../code/indentation.ts";
import { opensBlock } from "../code/scan/opensBlock.ts";
import { isInsideString, scanAnswer } from "./answerScan.ts";
import { depthInFile, depthOfPart, isAlignable, isAligned, keyWidth, openerOf, type Style } from "./blockDepth.ts";
import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";

/** Gives an answer the indentation of the document: its depth, its tabs or spaces, its width of a level. */
export function fitIndentation(text: string, context: RuleContext): string {
  const style = styleOf(context);
  const start = context.isLineStart ? fitStart(text, context, style) : dropDoubledSpace(text, context);
  if (!start.includes("\n")) return start;
  return fitLaterLines(start, context, style, retypedColumns(text, context, style));
}

/** The document's own lines decide; where they show nothing, the editor's options do. */
function styleOf({ cursor, above, below }: RuleContext): Style {
  const { insertSpaces, tabSize } = cursor.indentation;
  const lines = [...above, ...below];
  const tabbed = lines.filter((line) => line.startsWith("\t")).length;
  const spaced = lines.filter((line) => /^ {2,}\S/.test(line)).length;
  const tabs = tabbed + spaced < 2 || (tabbed > 0 && spaced > 0) ? !insertSpaces : tabbed > 0;
  return { tabs, unit: tabSize, tabSize, isKnown: tabbed + spaced > 0 };
}

/** `x = ▮` answered by ` 1` has one space too many. */
function dropDoubledSpace(text: string, { lineBefore }: RuleContext): string {
  return /\s$/.test(lineBefore) ? text.replace(/^[ \t]+/, "") : text;
}

/** At the start of a line, leading blank lines go, and indentation that is there already isn't typed again. */
function fitStart(text: string, context: RuleContext, style: Style): string {
  const body = alignBody(text.replace(/^(?:[ \t]*\n)+/, ""), context, style);
  const lead = /^[ \t]*/.exec(body)?.[0] ?? "";
  if (lead === "") return indentBody(body, context, style);
  const there = indentWidth(context.lineBefore, style.tabSize);
  const wanted = wantedWidth(body, context, style);
  const both = there + indentWidth(lead, style.tabSize);
  // Someone who went left by hand wants to be there; the model only says again where that is.
  const isOpened = opensBlock(context.above.find((line) => !isBlank(line)) ?? "", context.syntax);
  if (both === wanted && there !== wanted && (there === 0 || isOpened))
    return indentOf(both - there, style) + body.slice(lead.length);
  if (there > 0 || lead === " ") return body.slice(lead.length);
  return body;
}

/** Lines that are deeper than their opener, moved to its depth where this file has such lines there. */
function alignBody(body: string, context: RuleContext, style: Style): string {
  const last = context.above.find((line) => !isBlank(line)) ?? "";
  const by = keyWidth(last, style) - indentWidth(/^[ \t]*/.exec(body)?.[0] ?? "", style.tabSize);
  if (by >= 0 || context.lineBefore !== "" || !opensBlock(last, context.syntax)) return body;
  if (!isAligned(body, openerOf(last, context.above), context, style)) return body;
  return body
    .split("\n")
    .map((line) => moveLine(line, by, style))
    .join("\n");
}

/** Words that no line outside of a body begins with. */
const bodyWord = /^(?:return|yield|break|continue|raise|throw|pass|elif|else|except|finally|self|this|super)\b/;

/**
 * An answer without indentation at the very start of a line, where the cursor came by an arrow key or a click: with the
 * indentation of the body around it, if there is one.
 */
function indentBody(body: string, context: RuleContext, style: Style): string {
  if (context.lineBefore !== "" || context.lineAfter.trim() !== "") return body;
  const width = bodyWidth(body, context, style);
  if (width === 0) return body;
  const [first = "", ...later] = body.split("\n");
  // The first further line shows whether only the first lacked its indentation; what comes later changes nothing.
  const further = later.find((line) => !isBlank(line)) ?? "";
  // What belongs to an item of a list is deeper than its dash.
  const ofItem = /^-\s/.test(body) && !/^\s*-\s/.test(further) ? 2 : 0;
  const isAbsolute = !opensBlock(first, context.syntax) && indentWidth(further, style.tabSize) >= width + ofItem;
  const moved = isAbsolute ? later : later.map((line) => moveLine(line, width, style));
  return [indentOf(width, style) + first, ...moved].join("\n");
}

function moveLine(line: string, by: number, style: Style): string {
  if (isBlank(line)) return "";
  return indentOf(Math.max(0, indentWidth(line, style.tabSize) + by), style) + line.trimStart();
}

/** The head of a function or value whose body follows on the next line, as in F# and Haskell. */
const endsInEquals = /(?<![=!<>])=\s*$/;

/** Words that continue a statement at the depth of its first line. */
const continuation = /^(?:elif|else|except|finally)\b/;
const continued = /^\s*(?:async\s+)?(?:if|elif|for|while|try|except|case|match|with)\b/;
const closer = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b)/;

/** Columns that a line at the cursor needs to be in the body around it; 0 where it may be outside. */
function bodyWidth(body: string, context: RuleContext, style: Style): number {
  const { above, below, syntax } = context;
  const last = above.find((line) => !isBlank(line)) ?? "";
  const lastWidth = indentWidth(last, style.tabSize);
  const next = below.find((line) => !isBlank(line)) ?? "";
  const nextWidth = indentWidth(next, style.tabSize);
  const isCloser = /^[)\]}]/.test(body);
  if (opensBlock(last, syntax) || (syntax.indented === true && endsInEquals.test(last))) {
    if (isCloser) return lastWidth;
    const opener = openerOf(last, above);
    const ofPart = depthOfPart(opener, context, style);
    if (ofPart !== undefined) return lastWidth + ofPart;
    return isAligned(body, opener, context, style) ? keyWidth(last, style) : lastWidth + style.unit;
  }
  if (syntax.indented === true && continuation.test(body)) {
    const head = above.find((line) => continued.test(line) && indentWidth(line, style.tabSize) < lastWidth);
    return indentWidth(head ?? "", style.tabSize);
  }
  if (closer.test(next) && !isCloser && nextWidth < lastWidth) return lastWidth;
  if (lastWidth > 0 && nextWidth > 0) return Math.min(lastWidth, nextWidth);
  return bodyWord.test(body) ? lastWidth : 0;
}

/** The depth that the line above asks for. */
function wantedWidth(body: string, { above, syntax }: RuleContext, { unit, tabSize }: Style): number {
  const last = above.find((line) => !isBlank(line)) ?? "";
  const width = indentWidth(last, tabSize);
  const closes = /^\s*[)\]}]/.test(body);
  if (opensBlock(last, syntax)) return closes ? width : width + unit;
  return closes ? Math.max(0, width - unit) : width;
}

/**
 * Lines after the first. A model that began to count at zero, or counts in another width than the document, shows it
 * in its first line behind an opened block; from there all lines are moved alike.
 */
function fitLaterLines(text: string, context: RuleContext, style: Style, retyped: number | undefined): string {
  const [first = "", ...later] = text.split("\n");
  const opened = opensBlock(context.lineBefore + first, context.syntax);
  const base = indentWidth(context.lineBefore + first, style.tabSize);
  const second = later.findIndex((line) => !isBlank(line));
  const columns = opened ? columnsOfLevel(later[second] ?? "", base, style) : (retyped ?? style.unit);
  const widths = later.map((line) => modelWidth(line, columns, style));
  const inner = opened ? widths[second] : undefined;
  const opener = context.lineBefore + first;
  const aligned = opened ? alignedLines(later, widths, second, { opener, style, context }) : undefined;
  if (aligned !== undefined) return [first, ...aligned].join("\n");
  const isCloser = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|else\b|<\/)/.test(later[second] ?? "");
  const restarted = inner !== undefined && inner <= base && !isCloser && base > 0;
  const step = inner === undefined || isCloser ? style.unit : restarted ? inner : inner - base;
  const origin = restarted ? 0 : base;
  const scale = style.isKnown && [1, 2, 3, 4, 8].includes(step) && step !== style.unit ? style.unit / step : 1;
  const answer = scanAnswer(text, context);
  let at = first.length;
  const fitted = later.map((line, i) => {
    const start = at + 1;
    at = start + line.length;
    if (isInsideString(answer, start)) return line;
    if (isBlank(line)) return "";
    const relative = (widths[i] ?? 0) - origin;
    const width = base + (relative > 0 && relative % Math.max(1, step) === 0 ? relative * scale : relative);
    return indentOf(Math.max(0, width), style) + line.trimStart();
  });
  return [first, ...fitted].join("\n");
}

interface Opened {
  /** The line that opens the block. */
  readonly opener: string;
  readonly style: Style;
  readonly context: RuleContext;
}

/** Later lines of which the first may be as deep as its opener, moved to where this file has such lines; undefined for others. */
function alignedLines(
  later: readonly string[],
  widths: readonly number[],
  second: number,
  { opener, style, context }: Opened,
): readonly string[] | undefined {
  const line = later[second] ?? "";
  const inner = widths[second] ?? 0;
  const base = keyWidth(opener, style);
  const depth = depthInFile(line, opener, context, style);
  if (!isAlignable(line, opener, context.syntax) || (inner > base && depth === undefined)) return undefined;
  const move = base + (depth ?? (inner === base ? 0 : style.unit)) - inner;
  const end = closingLine(opener, later);
  return later.map((each, i) => {
    if (isBlank(each)) return "";
    return (
      indentOf(i === end ? indentWidth(opener, style.tabSize) : Math.max(0, (widths[i] ?? 0) + move), style) +
      each.trimStart()
    );
  });
}

/** The line that closes the brace at the end of its opener, if it starts with that; -1 if none does. */
function closingLine(opener: string, later: readonly string[]): number {
  let depth = /\{\s*$/.test(opener) ? 1 : 0;
  if (depth === 0) return -1;
  return later.findIndex((line) => {
    for (const brace of line.match(/[{}]/g) ?? []) depth += brace === "{" ? 1 : -1;
    return depth <= 0 && /^\s*\}/.test(line);
  });
}

/** In a document with tabs: how many spaces the model writes for one, as the indentation shows that it typed again. */
function retypedColumns(text: string, { isLineStart, lineBefore }: RuleContext, style: Style): number | undefined {
  const spaces = /^ +(?=\S)/.exec(text)?.[0].length ?? 0;
  const levels = indentWidth(lineBefore, style.tabSize) / style.unit;
  const columns = spaces / levels;
  return style.tabs && isLineStart && [2, 3, 4, 8].includes(columns) ? columns : undefined;
}

/** In a document with tabs: how many spaces the model writes for one, as its first line inside a block shows. */
function columnsOfLevel(inner: string, base: number, { tabs, unit }: Style): number {
  const spaces = /^ *(?=\S)/.exec(inner)?.[0].length ?? 0;
  const columns = spaces / (Math.floor(base / unit) + 1);
  return tabs && [2, 3, 4, 8].includes(columns) ? columns : unit;
}

/** Columns as the document counts them; a tab is one level, however wide the model thinks it is. */
function modelWidth(line: string, columns: number, { unit }: Style): number {
  const width = indentWidth(line, unit);
  return columns === unit || line.startsWith("\t") ? width : Math.floor(width / columns) * unit + (width % columns);
}

function indentOf(width: number, { tabs, tabSize }: Style): string {
  return tabs ? "\t".repeat(Math.floor(width / tabSize)) + " ".repeat(width % tabSize) : " ".repeat(width);
}
