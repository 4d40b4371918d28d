import { beginsDeclaration, modifiersPattern } from "../../code/declarators.ts";
import { indentOf } from "../../code/indentation.ts";
import type { Language } from "../../code/languages/languages.ts";
import { occurrence } from "../../code/occurrence.ts";
import { type FoundName, scanWords } from "../../code/scanWords.ts";

/** Facts about a line. */
export const lineKind = {
  blank: 1,
  /** Nothing but brackets and punctuation. */
  brackets: 2,
  comment: 4,
  /** A function, class, type or the like begins here. */
  declares: 8,
} as const;

export interface IndexedLine {
  readonly names: readonly FoundName[];
  readonly kind: number;
  /** Characters of white space before the first other one. */
  readonly margin: number;
  /** Characters without the white space around. */
  readonly length: number;
  /** Hash of the line with its names and numbers left out: equal for lines of the same build. 0 where there are none. */
  readonly shape: number;
}

const commentStart =
  /^(?:\/\/|\/\*|\*(?:\s|\/|$)|#(?![![])(?!\s*(?:include|define|if|ifdef|ifndef|else|endif|pragma)\b)|--\s|;;|<!--)/;
const methodStart = new RegExp(
  `^${modifiersPattern}(?:get |set |\\*)?(?:[\\w$<>\\[\\],.?&*: ]+\\s)?[#\\w$]+\\s*(?:<[^>]*>)?\\([^;]*\\{$`,
);
const statementStart =
  /^(?:if|for|while|switch|catch|return|await|else|do|try|throw|new|case|with|elif|match|yield|go|defer|raise|assert|super|expect)\b/;
const fieldStart =
  /^(?:(?:public|private|protected|static|readonly|pub|final|override)\s+)*([\p{L}_$][\p{L}\p{N}_$]*)\??\s*:(?!:)/u;
const goField = /^([A-Z]\w*)\s+[\w.*[\]]+(?:\s+`.*)?$/;

/** Longer lines are data or generated code; they cost a prompt more than they are worth. */
export const longestLine = 2_000;

/** Finds the names and the kind of one line without looking at other lines. Comments and overlong lines have no names. */
export function indexLine(line: string, rules: Language): IndexedLine {
  const margin = indentOf(line).length;
  if (line.length > longestLine + margin)
    return { names: [], kind: lineKind.comment, margin, length: line.length, shape: 0 };
  const text = line.trim();
  const length = text.length;
  if (length === 0) return { names: [], kind: lineKind.blank, margin: 0, length, shape: 0 };
  if (commentStart.test(text)) return { names: [], kind: lineKind.comment, margin, length, shape: 0 };
  const method = isMethod(text);
  const scan = scanWords(text, rules);
  if (scan.isProse) return { names: [], kind: lineKind.comment, margin, length, shape: 0 };
  let kind = method || beginsDeclaration(text) ? lineKind.declares : 0;
  if (!scan.hasWords) kind |= lineKind.brackets;
  return {
    names: scan.names.map((found, place) => withFacts(found, place, text, method)),
    kind,
    margin,
    length,
    shape: scan.shape | 1,
  };
}

function isMethod(text: string): boolean {
  return (
    text.endsWith("{") &&
    !statementStart.test(text) &&
    !/=>?\s|\)\s*\.|^[\w.]+\.\w+\(/.test(text) &&
    methodStart.test(text)
  );
}

/** Adds facts that need the whole line: its first name is a field, or a name before "(" is a method. */
function withFacts(found: FoundName, place: number, text: string, method: boolean): FoundName {
  if (found.facts & (occurrence.quoted | occurrence.declared)) return found;
  const declares =
    place === 0 ? isField(text, found.name) || (method && isMethodName(found)) : method && isMethodName(found);
  return declares ? { name: found.name, facts: found.facts | occurrence.declared } : found;
}

function isField(text: string, name: string): boolean {
  return (fieldStart.exec(text) ?? goField.exec(text))?.[1] === name;
}

function isMethodName({ facts }: FoundName): boolean {
  return (facts & (occurrence.called | occurrence.member)) === occurrence.called;
}
