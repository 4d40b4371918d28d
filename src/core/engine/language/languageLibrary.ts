import { confidenceOf } from "./confidence.ts";
import { continueLine } from "./continueLine.ts";
import { LanguageTable } from "./languageTable.ts";

/** Where the engine finds the tables of languages. */
export interface LanguageTables {
  /** The table of a language family; undefined for a family without one, and until it is loaded. */
  readonly of: (family: string) => LanguageTable | undefined;
}

/** No tables: only files count. */
export const noLanguageTables: LanguageTables = { of: () => undefined };

/** The shipped tables. Each is loaded when it is first asked for: reading and unpacking take some 10 ms, once. */
export class LanguageLibrary implements LanguageTables {
  readonly #tables = new Map<string, LanguageTable | undefined>();
  readonly #onError: (error: unknown) => void;

  /** @param onError is told once per family whose table can't be read */
  constructor(onError: (error: unknown) => void) {
    this.#onError = onError;
  }

  of(family: string): LanguageTable | undefined {
    if (!this.#tables.has(family)) this.load(family).catch(this.#onError);
    return this.#tables.get(family);
  }

  /** Reads the table of a family, if there is one. */
  async load(family: string): Promise<void> {
    this.#tables.set(family, undefined);
    const { languageTables } = await import("./generated/languageTables.ts");
    const packed = languageTables[family];
    if (packed === undefined) return;
    const table = new LanguageTable(await unpack(packed));
    await rehearse(table);
    this.#tables.set(family, table);
  }
}

/** Returns the shipped tables, all of them loaded, for figures that must not depend on the time of loading. */
export async function loadLanguageLibrary(): Promise<LanguageTables> {
  const { languageTables } = await import("./generated/languageTables.ts");
  const library = new LanguageLibrary((error) => {
    throw error;
  });
  for (const family of Object.keys(languageTables)) await library.load(family);
  return library;
}

/** Beginnings of lines that have a continuation in most languages. */
const rehearsed = ["\n", "\nim", "import ", "\nif (", "\n    ret", "return "];

/** Asks a table a few times, in small steps. Code that has never run is slow, and no keystroke should wait for it. */
async function rehearse(table: LanguageTable): Promise<void> {
  for (const prefix of [...rehearsed, ...rehearsed]) {
    for (const stop of continueLine(table, prefix)) confidenceOf(stop);
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
}

/** Unpacks bytes that were compressed with gzip and written in base64. */
async function unpack(text: string): Promise<Uint8Array> {
  const packed = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}
