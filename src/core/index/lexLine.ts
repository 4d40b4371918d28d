/** What is known of a name at one place, beside its number. */
export const occurrence = {
  /** It is declared here: a function, class, type, variable, field or parameter list's owner. */
  declared: 1,
  /** It follows "." "->" or "::". */
  member: 2,
  /** It is followed by "(". */
  called: 4,
} as const;
/** Bits that the facts above take below the number. */
export const occurrenceBits = 3;

/** What is known of a line. */
export const lineKind = {
  blank: 1,
  /** Nothing but brackets and punctuation. */
  brackets: 2,
  comment: 4,
  imports: 8,
  /** A function, class, type or the like begins here. */
  declares: 16,
} as const;

/** A name as found in a line: `start` and `end` in UTF-16 units. */
export interface FoundName {
  readonly name: string;
  readonly facts: number;
}

export interface LexedLine {
  readonly names: readonly FoundName[];
  readonly kind: number;
  /** Characters of white space before the first other one. */
  readonly margin: number;
  /** Characters without the white space around. */
  readonly length: number;
  /** Hash of the line with its names and numbers left out: equal for lines of the same build. */
  readonly shape: number;
}

const commentStart =
  /^(?:\/\/|\/\*|\*(?:\s|\/|$)|#(?![![])(?!\s*(?:include|define|if|ifdef|ifndef|else|endif|pragma)\b)|--\s|;;|<!--|%\s)/;
const importStart =
  /^(?:import\b|from\s+\S+\s+import\b|(?:pub\s+)?use\s|#include\b|using\s|require\b|package\s|(?:pub\s+)?mod\s+\w+;|export\s+(?:\*|\{)[^=]*\bfrom\b|(?:[\w.]+\s+)?"[\w./@-]+"$)/;
const modifiers =
  "(?:(?:export|default|declare|async|abstract|public|private|protected|internal|static|final|readonly|override|" +
  "synchronized|pub(?:\\([^)]*\\))?|unsafe|extern|sealed|open|data|inline|virtual|suspend)\\s+)*";
const declarationStart = new RegExp(
  `^${modifiers}(?:function\\*?|class|interface|enum|struct|trait|impl|fn|def|func|fun|namespace|record|module|mod|` +
    "macro_rules!|type|object|protocol|extension|sub|defp?|template)[\\s(<]",
);
const methodStart = new RegExp(
  `^${modifiers}(?:get |set |\\*)?(?:[\\w$<>\\[\\],.?&*: ]+\\s)?[#\\w$]+\\s*(?:<[^>]*>)?\\([^;]*(?:\\{|\\)\\s*(?:throws [\\w, .]+)?)$`,
);
const statementStart =
  /^(?:if|for|while|switch|catch|return|await|else|do|try|throw|new|case|with|elif|match|yield|go|defer|raise|assert|super|expect)\b/;
const declaringWord =
  /^(?:class|function|def|interface|type|struct|enum|trait|fn|func|fun|record|namespace|mod|module|const|let|var|static|val|protocol|object|macro_rules)$/;
const fieldStart =
  /^(?:(?:public|private|protected|static|readonly|pub|final|override)\s+)*([\p{L}_$][\p{L}\p{N}_$]*)\??\s*:(?!:)/u;
const goField = /^([A-Z][\w]*)\s+[\w.*[\]]+(?:\s+`.*)?$/;

const name = /[\p{L}_$][\p{L}\p{N}_$]*/gu;

/** Finds the names of a line and what kind of line it is, without knowledge of the lines around. Comments have no names. */
export function lexLine(line: string, keywords: ReadonlySet<string>): LexedLine {
  const text = line.trim();
  const margin = marginOf(line);
  const length = text.length;
  if (length === 0) return { names: [], kind: lineKind.blank, margin: 0, length, shape: 0 };
  if (commentStart.test(text)) return { names: [], kind: lineKind.comment, margin, length, shape: 0 };
  const names = findNames(text, keywords);
  let kind = importStart.test(text) ? lineKind.imports : 0;
  if (declarationStart.test(text) || (isMethod(text) && !(kind & lineKind.imports))) kind |= lineKind.declares;
  if (names.length === 0 && !/[\p{L}\p{N}]/u.test(text)) kind |= lineKind.brackets;
  return { names, kind, margin, length, shape: shapeOf(text, keywords) };
}

function isMethod(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  if (last !== 0x7b && last !== 0x29) return false;
  return (
    !statementStart.test(text) && !/=>?\s|\)\s*\.|^[\w.]+\.\w+\(/.test(text) && last === 0x7b && methodStart.test(text)
  );
}

function marginOf(line: string): number {
  let at = 0;
  while (at < line.length && (line.charCodeAt(at) === 0x20 || line.charCodeAt(at) === 0x09)) at++;
  return at;
}

function findNames(text: string, keywords: ReadonlySet<string>): readonly FoundName[] {
  const found: FoundName[] = [];
  const field = fieldStart.exec(text)?.[1] ?? goField.exec(text)?.[1];
  const method = isMethod(text);
  let afterDeclaringWord = false;
  let methodNamed = false;
  name.lastIndex = 0;
  for (let match = name.exec(text); match; match = name.exec(text)) {
    const word = match[0];
    if (keywords.has(word)) {
      afterDeclaringWord = declaringWord.test(word);
      continue;
    }
    const declaring = afterDeclaringWord;
    afterDeclaringWord = false;
    if (word.length < 2) continue;
    const before = text.charCodeAt(match.index - 1);
    const after = text.charCodeAt(name.lastIndex);
    let facts = 0;
    if (declaring || (word === field && found.length === 0)) facts |= occurrence.declared;
    if (
      before === 0x2e ||
      (before === 0x3a && text.charCodeAt(match.index - 2) === 0x3a) ||
      (before === 0x3e && text.charCodeAt(match.index - 2) === 0x2d)
    )
      facts |= occurrence.member;
    if (after === 0x28) facts |= occurrence.called;
    if (method && !methodNamed && (facts & (occurrence.called | occurrence.member)) === occurrence.called) {
      methodNamed = true;
      facts |= occurrence.declared;
    }
    found.push({ name: word, facts });
  }
  return found;
}

/** Names become one letter, numbers and strings another; keywords and punctuation stay. Hashed by FNV-1a. */
export function shapeOf(text: string, keywords: ReadonlySet<string>): number {
  const abstract = text
    .replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`[^`]*`/g, "s")
    .replace(name, (word) => (keywords.has(word) ? word : "n"))
    .replace(/\s+/g, "");
  let hash = 0x811c9dc5;
  for (let at = 0; at < abstract.length; at++) hash = Math.imul(hash ^ abstract.charCodeAt(at), 0x01000193);
  return hash | 1;
}
