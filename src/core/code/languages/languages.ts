import { commonDeclarators } from "../declarators.ts";
import type { LanguageRow, LanguageSyntax, NameRules } from "./language.ts";
import { dq, sq } from "./literals.ts";
import { sharedKeywords, unknownKeywords } from "./sharedKeywords.ts";
import { languageTable } from "./table.ts";

/** How a language is written: its row, with everything that the row leaves out filled in. */
export interface Language {
  readonly id: string;
  /** The language whose files help with files of this one; often the language itself. */
  readonly family: string;
  readonly syntax: LanguageSyntax;
  /** Words that say nothing about what code is about. */
  readonly keywords: ReadonlySet<string>;
  /** Words that declare the next name. */
  readonly declarators: ReadonlySet<string>;
  /** Names of the standard library that every program uses. */
  readonly commonNames: ReadonlySet<string>;
  readonly names: NameRules;
  /** Whether several words in a row are prose. */
  readonly hasProse: boolean;
  /** Whether `'…'` may be a string. */
  readonly hasSingleQuotes: boolean;
}

/** What is assumed of an unknown language: brackets and plain quotes, no comments. */
const unknownRow: LanguageRow = { syntax: { lineComments: [], blockComments: [], strings: [dq, sq] } };

/** The languages of the table, and those that the editor's extensions bring. */
export class Languages {
  readonly #rows: Readonly<Record<string, LanguageRow>>;
  readonly #known = new Map<string, Language>();
  readonly #byEnding = new Map<string, string>();
  readonly #byFileName = new Map<string, string>();
  readonly #added = new Map<string, LanguageRow>();

  constructor(rows: Readonly<Record<string, LanguageRow>>) {
    this.#rows = rows;
    for (const [id, row] of Object.entries(rows)) {
      for (const ending of wordsOf(row.endings)) this.#byEnding.set(ending, id);
      for (const name of wordsOf(row.fileNames)) this.#byFileName.set(name, id);
    }
  }

  /** Adds a language that the table lacks; a row of the table stays as it is. */
  add(languageId: string, row: LanguageRow): void {
    this.#added.set(languageId, row);
    this.#known.delete(languageId);
  }

  /** The language of a VS Code language id; a general one if nothing is known about it. */
  of(languageId: string): Language {
    const known = this.#known.get(languageId);
    if (known) return known;
    const language = this.#complete(languageId);
    this.#known.set(languageId, language);
    return language;
  }

  /** VS Code language id of a file, by its ending or name; "plaintext" if unknown. */
  ofPath(path: string): string {
    const name = (/[^/\\]+$/.exec(path)?.[0] ?? "").toLowerCase();
    const ending = /\.[^.]+$/.exec(name)?.[0] ?? "";
    return this.#byFileName.get(name) ?? this.#byEnding.get(ending) ?? "plaintext";
  }

  /** Endings of the files of a language family, each with its dot; empty if unknown. */
  endingsOfFamily(family: string): readonly string[] {
    return [...this.#byEnding].flatMap(([ending, id]) => (this.of(id).family === family ? [ending] : []));
  }

  #complete(id: string): Language {
    const own = (Object.hasOwn(this.#rows, id) ? this.#rows[id] : this.#added.get(id)) ?? unknownRow;
    const family = own.family ?? id;
    const row: LanguageRow = { ...this.#rows[family], ...own };
    const keywords = row.keywords === undefined ? unknownKeywords : wordsOf(row.keywords);
    return {
      id,
      family,
      syntax: own.syntax,
      keywords: new Set([...sharedKeywords, ...keywords]),
      declarators: new Set([...commonDeclarators, ...wordsOf(row.declarators)]),
      commonNames: new Set(wordsOf(row.commonNames)),
      names: { leads: "", joiners: "", tails: "", ...row.names },
      hasProse: row.wordy !== true,
      hasSingleQuotes: row.lifetimes !== true,
    };
  }
}

function wordsOf(list: string | undefined): readonly string[] {
  return list === undefined ? [] : list.split(" ");
}

/**
 * The one table of languages of this process. It is shared because how a language is written is the same for all parts
 * of Hunch; only the editor's adapter adds to it.
 */
export const languages = new Languages(languageTable);
