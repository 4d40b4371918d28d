/** What a token is to a lexer that knows no language: enough to compare the shapes of two pieces of code. */
export const tokenKind = {
  lineBreak: 0,
  punctuation: 1,
  keyword: 2,
  name: 3,
  typeName: 4,
  constant: 5,
  number: 6,
} as const;

export type TokenKind = (typeof tokenKind)[keyof typeof tokenKind];

/** Features that distinguish particular marks number them from here on, above all kinds. */
export const firstMarkKind = 8;

/** Words that mean the same in every program of some language; read as names elsewhere, they do no harm. */
const keywords = new Set(
  (
    "abstract and any as assert async auto await base begin bool boolean break byte case catch chan char class const " +
    "constructor continue crate debugger declare def default defer del delete do double dyn elif else elsif end ensure " +
    "enum error except export extends extern fallthrough false final finally float fn for foreach from fun func " +
    "function get global go goto guard i16 i32 i64 i8 if impl implements import in include infer inline instanceof int " +
    "int32 int64 interface internal is isize it keyof lambda let local long loop map match mod module move mut " +
    "namespace native never new nil none nonlocal not null number object of open operator or override package pass " +
    "private protected pub public raise range readonly ref register rescue return satisfies sealed select self set " +
    "short sizeof static str string struct super switch synchronized template then this throw throws trait true try " +
    "type typedef typeof u16 u32 u64 u8 undefined union unique unknown unless unsafe until use using usize val var " +
    "virtual void volatile when where while with yield False None Self String True"
  ).split(" "),
);

/** Kind of a token from its text alone. */
export function kindOf(text: string): TokenKind {
  const first = text.charCodeAt(0);
  if (first >= 48 && first <= 57) return tokenKind.number;
  if (!isWordCode(first)) return tokenKind.punctuation;
  if (keywords.has(text)) return tokenKind.keyword;
  if (/^[A-Z][A-Z0-9_]+$/.test(text)) return tokenKind.constant;
  return /^_*\p{Lu}/u.test(text) ? tokenKind.typeName : tokenKind.name;
}

/** Letters, digits, `_`, `$` and everything beyond ASCII: what names are made of in any language. */
export function isWordCode(code: number): boolean {
  if (code < 128) {
    return (
      (code >= 97 && code <= 122) ||
      (code >= 65 && code <= 90) ||
      (code >= 48 && code <= 57) ||
      code === 95 ||
      code === 36
    );
  }
  return code >= 0xaa && code !== 0x2028 && code !== 0x2029 && code !== 0x3000 && code !== 0xfeff;
}
