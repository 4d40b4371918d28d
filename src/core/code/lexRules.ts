import { keywordsOf } from "./keywords.ts";
import { languageFamily } from "./languages.ts";

/** How lines of a language are read. */
export interface LexRules {
  readonly keywords: ReadonlySet<string>;
  /** Whether '…' is a string; in Rust an apostrophe begins a lifetime. */
  readonly singleQuotes: boolean;
  /** Whether several words in a row are prose, as in a documentation string; in shells and markup they are not. */
  readonly prose: boolean;
}

const wordy = new Set([
  "shellscript",
  "sql",
  "yaml",
  "markdown",
  "plaintext",
  "latex",
  "dockerfile",
  "makefile",
  "bat",
  "powershell",
]);

/** The rules of a VS Code language id. */
export function lexRulesOf(languageId: string): LexRules {
  const family = languageFamily(languageId);
  return {
    keywords: keywordsOf(languageId),
    singleQuotes: family !== "rust",
    prose: !wordy.has(family),
  };
}
