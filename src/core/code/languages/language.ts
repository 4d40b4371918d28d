/** How one kind of string literal is written. */
export interface StringSyntax {
  readonly open: string;
  readonly close: string;
  /** The character that takes away the meaning of the next one; undefined if there is none. */
  readonly escape?: "\\" | "`" | undefined;
  /** Two closing quotes in a row stand for the quote itself. */
  readonly doubled?: boolean;
  /** Of more closing quotes in a row than are needed, the last ones close: `"""a""""`. */
  readonly lastCloses?: boolean;
  /** Texts inside the string that contain the closing mark and do not close it. */
  readonly harmless?: readonly string[];
  /** May continue on the next line. */
  readonly multiline?: boolean;
  /** What opens code inside the string; the code ends at the matching bracket. */
  readonly hole?: string;
  /** A single character: the quote opens one only if it closes after a few characters of the same line (lifetimes don't). */
  readonly character?: boolean;
  /** Opens a string directly after a letter, too, as in a shell: `-I'dir'`. */
  readonly afterWord?: boolean;
  /** Opens a string only where a value begins, as in YAML; elsewhere the quote is text. */
  readonly atValue?: boolean;
  /** An opening bracket that nests inside the string, as in `q{a {b} c}`. */
  readonly nests?: string;
  /** A second part follows, as in `s/a/b/`: directly ("same"), or at the next bracket as in `s{a}{b}`. */
  readonly second?: "same" | "bracket";
}

/** Languages whose here-documents the scanner knows. */
export type Heredoc = "shell" | "ruby" | "perl" | "php" | "terraform" | "racket";

/** What the scanner has to know of a language to tell code from comments and strings, and what closes what. */
export interface LanguageSyntax {
  readonly lineComments: readonly string[];
  readonly blockComments: readonly (readonly [open: string, close: string])[];
  /** Block comments that open only at the start of a line, such as `=begin` in Ruby. */
  readonly marginComments?: readonly (readonly [open: string, close: string])[];
  /** Where a line comment may begin: first on its line, or behind white space; by default nearly everywhere. */
  readonly commentStart?: "line" | "space";
  /** Marks that begin like a comment and are code, such as `#[` in PHP. */
  readonly codeMarks?: readonly string[];
  readonly nestedComments?: boolean;
  /** In the order in which they are tried: longer openers first. */
  readonly strings: readonly StringSyntax[];
  readonly regex?: boolean;
  /** Raw strings whose end depends on their opening: `r#"…"#`, `R"x(…)x"`, `[==[…]==]`, `#"…"#`, `{x|…|x}`. */
  readonly rawStrings?: "rust" | "cpp" | "lua" | "swift" | "ocaml";
  /** Quotes whose delimiter the author chooses: `q{…}`, `%w[…]`, `~s(…)`. */
  readonly quoteOperators?: "perl" | "ruby" | "elixir";
  /** Marks outside strings that take away the meaning of the next character, such as `\` in a shell. */
  readonly escapes?: readonly string[];
  /** Characters that form a variable with a following quote, slash or `#`, such as `$'` in Perl. */
  readonly sigils?: string;
  /** Words that open and close blocks instead of brackets; an opener counts only where a statement begins. */
  readonly openWords?: readonly string[];
  /** Openers that also count at the end of a line, such as `do`. */
  readonly tailWords?: readonly string[];
  readonly closeWords?: readonly string[];
  /** A block that a word opens may be a value: `x = if a …`. */
  readonly hasBlockValues?: boolean;
  readonly heredoc?: Heredoc;
  /** `jsx`: tags where an expression may appear; `html`: tags everywhere. */
  readonly markup?: "jsx" | "html";
  /** The language of expressions in braces between tags or in a document; undefined if braces are text. */
  readonly holeLanguage?: string;
  /** Code in a template, as PHP between `<?php` and `?>`. */
  readonly template?: { readonly open: RegExp; readonly close: string };
  /** The language of a block between `---` lines at the start of a file. */
  readonly frontMatter?: string;
  /** Code blocks between fences name their language. */
  readonly fences?: boolean;
  /** Indentation alone says where a block ends. */
  readonly indented?: boolean;
  /** Text follows `|` or `>` at the end of a line for as long as it is indented, as in YAML. */
  readonly blockScalars?: boolean;
  /** A closing round bracket may stand alone, as in the `case` patterns of a shell. */
  readonly looseRound?: boolean;
  /** Characters beside letters, digits and `_` that belong to words. */
  readonly wordCharacters?: string;
  /** `(a, b)` is a value. */
  readonly tuples?: boolean;
  /** A line ends with a comma between an item and a closing bracket on the next line. */
  readonly endsItemsWithComma?: boolean;
  /** Items of a list begin with `-`. */
  readonly bullets?: boolean;
  /** Text for people: no rule about code applies. */
  readonly prose?: boolean;
}

/** What a name consists of beside letters, digits, `_` and `$`. The tokenizer splits there; a suggestion must not end there. */
export interface NameRules {
  /** Characters that begin a name: `:symbol`. */
  readonly leads: string;
  /** Characters that join two parts of one name: `background-color`. */
  readonly joiners: string;
  /** Characters that end a name: `empty?`, `foldl'`. */
  readonly tails: string;
}

/**
 * A row of the table: everything Hunch knows about how a language is written. Lists of words are separated by spaces.
 * What a row leaves out is taken from the row of its family, where that is noted, and otherwise from a general default.
 */
export interface LanguageRow {
  /** The language whose files help with files of this one, by VS Code language id; by default the language itself. */
  readonly family?: string;
  /** Endings of its files in lower case, each with its dot: `.ts .mts`. */
  readonly endings?: string;
  /** Names of files without a typical ending, in lower case: `dockerfile`. */
  readonly fileNames?: string;
  readonly syntax: LanguageSyntax;
  /** Reserved words and basic types, beside those that most languages share. Default: the family's. */
  readonly keywords?: string;
  /** Words of this language that declare the next name, beside the general ones. Default: the family's. */
  readonly declarators?: string;
  /** Names of the standard library that every program uses, so that a prompt need not contain them. Default: the family's. */
  readonly commonNames?: string;
  readonly names?: Partial<NameRules>;
  /** Several words in a row are code, as in a shell; elsewhere they are prose, as in a documentation string. Default: the family's. */
  readonly wordy?: boolean;
  /** An apostrophe opens no string, as before lifetimes in Rust. */
  readonly lifetimes?: boolean;
}
