/** What a name of a language is made of beside letters, digits, `_` and `$`; the lexer cuts there, a suggestion must not end there. */
export interface WordRules {
  /** Characters that begin a name: `:symbol`. */
  readonly leads: string;
  /** Characters that join two parts of one name: `background-color`. */
  readonly joiners: string;
  /** Characters that end a name: `empty?`, `foldl'`. */
  readonly tails: string;
}

const plain: WordRules = { leads: "", joiners: "", tails: "" };
const hyphened: WordRules = { ...plain, joiners: "-" };
const styled: WordRules = { ...hyphened, leads: ":" };
const asking: WordRules = { leads: ":", joiners: "", tails: "?!" };
const primed: WordRules = { ...plain, tails: "'" };
const lisp: WordRules = { leads: ":", joiners: "-", tails: "?!*" };

const families: readonly (readonly [rules: WordRules, ids: string])[] = [
  [styled, "css less postcss sass scss stylus"],
  [hyphened, "astro blade django-html erb haml handlebars html jade razor svelte vue xml xsl"],
  [hyphened, "bat dockercompose dockerfile ini makefile nix powershell shellscript toml yaml"],
  [asking, "crystal elixir ruby"],
  [primed, "agda elm fsharp haskell idris lean lean4 ocaml purescript"],
  [lisp, "clojure commonlisp elisp emacs-lisp fennel lisp racket scheme"],
  [{ ...plain, joiners: "." }, "r"],
  [{ ...plain, tails: "!" }, "julia"],
];

const byLanguage: ReadonlyMap<string, WordRules> = new Map(
  families.flatMap(([rules, ids]) => ids.split(" ").map((id) => [id, rules] as const)),
);

/** How names look in a language, by VS Code's id of it. */
export function wordRulesOf(languageId: string): WordRules {
  return byLanguage.get(languageId) ?? plain;
}

/** Whether a name goes on from the end of `before` into `after`; both are on one line without a gap. */
export function nameGoesOn(before: string, after: string, { leads, joiners, tails }: WordRules): boolean {
  const last = before.slice(-1);
  const next = after.charAt(0);
  if (next === "" || /\s/.test(next)) return false;
  if (leads.includes(last) && isNamePart(next)) return true;
  if (!isNamePart(last)) return false;
  if (tails.includes(next)) return true;
  return joiners.includes(next) && isNamePart(after.charAt(1));
}

function isNamePart(character: string): boolean {
  return character !== "" && /[\w$]|[^\0-\x7f]/.test(character);
}
