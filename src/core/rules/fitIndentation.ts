import { indentWidth } from "../code/indentation.ts";
import { opensBlock } from "../code/scan/opensBlock.ts";
import { isInsideString, scanAnswer } from "./answerScan.ts";
import { isBlank } from "./isBlank.ts";
import type { RuleContext } from "./ruleContext.ts";

interface Style {
  readonly tabs: boolean;
  /** Columns of one level. */
  readonly unit: number;
  readonly tabSize: number;
  /** Whether the document has indented lines to go by. */
  readonly isKnown: boolean;
}

/** Gives an answer the indentation of the document: its depth, its tabs or spaces, its width of a level. */
export function fitIndentation(text: string, context: RuleContext): string {
  const style = styleOf(context);
  const start = context.isLineStart ? fitStart(text, context, style) : dropDoubledSpace(text, context);
  if (!start.includes("\n")) return start;
  return fitLaterLines(start, context, style, retypedColumns(text, context, style));
}

/** The document's own lines tell; where they don't, the editor's options do. */
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
  const body = text.replace(/^(?:[ \t]*\n)+/, "");
  const lead = /^[ \t]*/.exec(body)?.[0] ?? "";
  if (lead === "") return body;
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
