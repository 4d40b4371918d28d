const words = (list: string): readonly string[] => list.split(" ");

/** Words that most languages reserve; a name of this spelling says little in any of them. */
export const sharedKeywords = words(
  "break case catch class const continue default do else enum false final finally for if import in interface is let " +
    "new null private protected public return static super switch this throw true try var void while with",
);

/** What a language without keywords of its own is assumed to reserve in addition. */
export const unknownKeywords = words("function def end then not and or nil self");

/**
 * Words that mean the same in every program of some language. The embedded engine reads all languages alike, and its
 * models are fitted on this list: a change needs `npm run fit:engine`.
 */
export const keywordsOfAnyLanguage: ReadonlySet<string> = new Set(
  words(
    "abstract and any as assert async auto await base begin bool boolean break byte case catch chan char class const " +
      "constructor continue crate debugger declare def default defer del delete do double dyn elif else elsif end ensure " +
      "enum error except export extends extern fallthrough false final finally float fn for foreach from fun func " +
      "function get global go goto guard i16 i32 i64 i8 if impl implements import in include infer inline instanceof int " +
      "int32 int64 interface internal is isize it keyof lambda let local long loop map match mod module move mut " +
      "namespace native never new nil none nonlocal not null number object of open operator or override package pass " +
      "private protected pub public raise range readonly ref register rescue return satisfies sealed select self set " +
      "short sizeof static str string struct super switch synchronized template then this throw throws trait true try " +
      "type typedef typeof u16 u32 u64 u8 undefined union unique unknown unless unsafe until use using usize val var " +
      "virtual void volatile when where while with yield False None Self String True",
  ),
);
