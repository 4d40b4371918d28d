import { type Redaction, Redactor } from "../../privacy/redaction.ts";
import { disarmMarkers } from "../../prompt/disarmMarkers.ts";
import { estimateTokens } from "../../prompt/estimateTokens.ts";
import type { LineEdit } from "../lineEdit.ts";
import type { EditFormat } from "./editFormats.ts";
import type { EditQuestion, EditRegion } from "./editQuestion.ts";
import { type ChangeInContext, inContext, unifiedDiff } from "./unifiedDiff.ts";

/** A question as it is sent. */
export interface EditPrompt {
  /** Instructions of a chat model. */
  readonly system: string | undefined;
  readonly text: string;
  /** Secrets that were replaced in the text around the region and in the edits. */
  readonly redactions: number;
  readonly region: EditRegion;
  /** The edits that it names, oldest first. */
  readonly edits: readonly LineEdit[];
  readonly maxTokens: number;
}

/** Edits that a prompt names, and the lines of all of them together. */
const mostEdits = 8;
const mostEditLines = 120;
/** A longer line is data. In UTF-16 units. */
const longestLine = 1_000;
const mostAnswerTokens = 1_536;

/**
 * Writes the prompt for a question.
 * @returns undefined if the region cannot be rewritten: it holds a secret, which is never sent, or a line of data
 */
export function buildEditPrompt(
  question: EditQuestion,
  format: EditFormat,
  redact: (text: string) => Redaction,
): EditPrompt | undefined {
  const { uri, cursor, files, pathOf } = question;
  const lines = files.get(uri) ?? [];
  const region = regionAt(lines, cursor.line, format);
  const contextStart = Math.max(0, region.start - format.context.above);
  const above = lines.slice(contextStart, region.start);
  const below = lines.slice(region.end, region.end + format.context.below);
  const isData = [...region.lines, ...above, ...below].some((line) => line.length > longestLine);
  const holdsSecret = redact(region.lines.join("\n")).count > 0;
  if (isData || holdsSecret || spansSecret([above, region.lines, below], redact)) return undefined;
  const contextOf = (edit: LineEdit) => inContext(edit, files.get(edit.path) ?? []);
  const ofKeys = new Set(question.edits.filter(holdsKeyMark).map(({ path }) => path));
  const edits = recentEdits(question.edits).filter(
    (edit) => !ofKeys.has(edit.path) && !isInsideSecret(contextOf(edit), redact),
  );
  const redactor = new Redactor(redact);
  const clean = (texts: readonly string[]) => (texts.length > 0 ? redactor.clean(texts.join("\n")).split("\n") : []);
  const safe = (text: string) => disarmMarkers(text, format.markers);
  const block = (texts: readonly string[]) =>
    clean(texts)
      .map((line) => `${safe(line)}\n`)
      .join("");
  const editTexts = edits.map((edit) => {
    const { line, ...parts } = contextOf(edit);
    const [above, below] = [clean(parts.above), clean(parts.below)];
    const [oldLines, newLines] = [clean(parts.oldLines), clean(parts.newLines)];
    const diff = safe(unifiedDiff({ line, above, below, oldLines, newLines }));
    const [old, now] = [safe(oldLines.join("\n")), safe(newLines.join("\n"))];
    return fill(format.edit, { path: safe(pathOf(edit.path)), diff, old, new: now });
  });
  const text = fill(format.prompt, {
    path: safe(pathOf(uri)),
    edits: editTexts.length > 0 ? editTexts.join(format.betweenEdits) : format.noEdits,
    above: (contextStart === 0 ? format.fileStart : "") + block(above),
    region: regionText(region, cursor, format),
    below: block(below),
    original: safe(clean(originalOf(region, uri, edits)).join("\n")),
  });
  const maxTokens = Math.min(mostAnswerTokens, Math.ceil(estimateTokens(region.lines.join("\n")) * 1.5) + 128);
  return { system: format.system, text, redactions: redactor.count, region, edits, maxTokens };
}

function regionAt(lines: readonly string[], line: number, { region }: EditFormat): EditRegion {
  const start = Math.max(0, line - region.above);
  const end = Math.min(lines.length, line + region.below + 1);
  return { start, end, lines: lines.slice(start, end) };
}

/** Whether a secret begins in one of these parts of a text and ends in another, where {@link Redactor} does not see it. */
function spansSecret(parts: readonly (readonly string[])[], redact: (text: string) => Redaction): boolean {
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return redact(texts.join("\n")).text !== texts.map((text) => redact(text).text).join("\n");
}

/** Whether an edit changes a part of a secret: alone, its lines do not look like one. */
function isInsideSecret(change: ChangeInContext, redact: (text: string) => Redaction): boolean {
  const { above, below, oldLines, newLines } = change;
  return [oldLines, newLines].some((own) => spansSecret([above, own, below], redact));
}

/** Whether an edit holds an edge of a private key: the other edits of the file may hold the rest, which looks like any text. */
function holdsKeyMark({ oldLines, newLines }: LineEdit): boolean {
  return [...oldLines, ...newLines].some((line) => /-----(?:BEGIN|END) [A-Z0-9 ]*PRIVATE KEY/.test(line));
}

/** The last edits, as many as fit. */
function recentEdits(edits: readonly LineEdit[]): readonly LineEdit[] {
  const recent: LineEdit[] = [];
  let left = mostEditLines;
  for (const edit of edits.slice(-mostEdits).reverse()) {
    left -= edit.oldLines.length + edit.newLines.length;
    if (left < 0 || [...edit.oldLines, ...edit.newLines].some((line) => line.length > longestLine)) break;
    recent.unshift(edit);
  }
  return recent;
}

function regionText(region: EditRegion, cursor: EditQuestion["cursor"], { cursor: mark, markers }: EditFormat): string {
  return region.lines
    .map((line, at) => {
      if (mark === "" || region.start + at !== cursor.line) return disarmMarkers(line, markers);
      const before = disarmMarkers(line.slice(0, cursor.column), markers);
      return `${before}${mark}${disarmMarkers(line.slice(cursor.column), markers)}`;
    })
    .join("\n");
}

/** The region as it was before the last edit in the file, if that is inside the region; else as it is. */
function originalOf({ start, end, lines }: EditRegion, uri: string, edits: readonly LineEdit[]): readonly string[] {
  const last = edits.findLast(({ path }) => path === uri);
  if (!last || last.line < start || last.line + last.newLines.length > end) return lines;
  const at = last.line - start;
  return [...lines.slice(0, at), ...last.oldLines, ...lines.slice(at + last.newLines.length)];
}

/** Fills in a template in one pass: text of the user that looks like a field stays text. */
function fill(template: string, fields: Readonly<Record<string, string>>): string {
  return template.replace(/\{(\w+)\}/g, (field, name: string) => fields[name] ?? field);
}
