import { alignLines, isLinePair, type Piece } from "./alignLines.ts";
import { diffTokens } from "./diffTokens.ts";
import type { LineEdit } from "./lineEdit.ts";
import type { LinesExample, LinesRule, TokenExample, TokenRule } from "./rule.ts";
import { isName, tokenise } from "./tokenise.ts";

export interface Rules {
  readonly tokens: readonly TokenRule[];
  readonly lines: readonly LinesRule[];
}

const maxEdits = 40;
const maxPieces = 60;
const maxChangesOfLine = 8;
const maxOldTokens = 24;
const maxNewTokens = 50;
const maxOldLines = 12;
const maxNewLines = 30;
const maxExamples = 12;
/** Numbers the pieces of an edit apart from those of the next. */
const piecesPerEdit = 1000;

/**
 * Learns rules of change from the newest edits: every token change of a line pair, every run of lines, every pair of
 * lines, and edits as a whole. Equal changes are one rule with several examples, newest first.
 * @param lineAt the current text of a line, undefined outside the file
 */
export function learnRules(
  made: readonly LineEdit[],
  lineAt: (path: string, line: number) => string | undefined,
): Rules {
  const tokens = new Map<string, TokenRule>();
  const lines = new Map<string, LinesRule>();
  for (let edit = made.length - 1; edit >= Math.max(0, made.length - maxEdits); edit--) {
    const own = made[edit];
    if (!own) continue;
    const pieces = alignLines(own.oldLines, own.newLines);
    if (pieces.length > maxPieces) continue;
    const isPartial = pieces.length > 1 && !pieces.every(isLinePair);
    const evidence = (piece: number, line: number) => ({
      edit,
      piece: edit * piecesPerEdit + piece,
      age: made.length - 1 - edit,
      path: own.path,
      line,
      isPartial,
    });
    const beside = (start: number, end: number) => ({
      above: lineAt(own.path, start - 1) ?? "",
      below: lineAt(own.path, end) ?? "",
    });
    if (isPartial && own.oldLines.length > 0 && own.oldLines.length <= 8 && own.newLines.length <= 16)
      addLines(lines, "edit", own.oldLines, own.newLines, {
        ...evidence(piecesPerEdit - 1, own.line),
        ...beside(own.line, own.line + own.newLines.length),
      });
    for (const [at, piece] of pieces.entries()) {
      const start = own.line + piece.newStart;
      const own1 = evidence(at, start);
      const old = own.oldLines.slice(piece.oldStart, piece.oldEnd);
      const now = own.newLines.slice(piece.newStart, piece.newEnd);
      if (isLinePair(piece)) learnPair(tokens, lines, old[0] ?? "", now[0] ?? "", own1);
      else if (isWorthLearning(piece, old, now))
        addLines(lines, kindOfRun(piece), old, now, { ...own1, ...beside(start, own.line + piece.newEnd) });
    }
  }
  return { tokens: [...tokens.values()], lines: [...lines.values()] };
}

function isWorthLearning(piece: Piece, old: readonly string[], now: readonly string[]): boolean {
  if (piece.oldEnd - piece.oldStart > maxOldLines || piece.newEnd - piece.newStart > maxNewLines) return false;
  return [...old, ...now].some((line) => line.trim() !== "");
}

function kindOfRun(piece: Piece): LinesRule["kind"] {
  if (piece.oldStart === piece.oldEnd) return "insertLines";
  return piece.newStart === piece.newEnd ? "deleteLines" : "replaceLines";
}

function addLines(
  rules: Map<string, LinesRule>,
  kind: LinesRule["kind"],
  oldLines: readonly string[],
  newLines: readonly string[],
  example: LinesExample,
): void {
  const flat = (lines: readonly string[]) => lines.map((line) => line.trim()).join("\n");
  const key = `${kind} ${flat(oldLines)}⇒${flat(newLines)}`;
  let rule = rules.get(key);
  if (!rule) {
    rule = { kind, key, oldLines, newLines, examples: [] };
    rules.set(key, rule);
  }
  if (rule.examples.length < maxExamples) rule.examples.push(example);
}

type Evidence = Omit<TokenExample, "change" | "oldTokens" | "oldText" | "newTokens" | "newText" | "changes">;

function learnPair(
  tokens: Map<string, TokenRule>,
  lines: Map<string, LinesRule>,
  oldText: string,
  newText: string,
  evidence: Evidence,
): void {
  const oldTokens = tokenise(oldText);
  const newTokens = tokenise(newText);
  const changes = diffTokens(oldTokens, newTokens);
  if (changes.length === 0 || changes.length > maxChangesOfLine) return;
  // The tail of a wrapped line went to the next one: that is no rule.
  if (evidence.isPartial && changes.every((change) => change.newStart === change.newEnd)) return;
  for (const change of changes) {
    const old = oldTokens.slice(change.oldStart, change.oldEnd).map((token) => token.text);
    const now = newTokens.slice(change.newStart, change.newEnd).map((token) => token.text);
    if (old.length > maxOldTokens || now.length > maxNewTokens) continue;
    const key = `${old.join(" ")}→${now.join(" ")}`;
    let rule = tokens.get(key);
    if (!rule) {
      const text = newText.slice(newTokens[change.newStart]?.start ?? 0, newTokens[change.newEnd - 1]?.end ?? 0);
      rule = { kind: kindOfChange(old, now), key, old, now, text, examples: [] };
      tokens.set(key, rule);
    }
    const example = { ...evidence, change, oldTokens, oldText, newTokens, newText, changes: changes.length };
    if (rule.examples.length < maxExamples) rule.examples.push(example);
  }
  addLines(lines, "pair", [oldText], [newText], { ...evidence, above: "", below: "" });
}

function kindOfChange(old: readonly string[], now: readonly string[]): TokenRule["kind"] {
  if (old.length === 0) return "insert";
  if (now.length === 0) return "delete";
  return old.length === 1 && now.length === 1 && isName(old[0] ?? "") && isName(now[0] ?? "") ? "rename" : "replace";
}
