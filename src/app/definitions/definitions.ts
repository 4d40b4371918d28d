import { definitionText } from "../../core/context/definitionText.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import type { Cursor } from "../../core/types/cursor.ts";
import type { Snippet } from "../../core/types/snippet.ts";
import { splitLines } from "../files/readSource.ts";
import type { ReadText } from "../files/readText.ts";
import type { Clock, Documents, Workspace } from "../ports.ts";

/** A line of a file. */
export interface Location {
  readonly uri: string;
  /** From 0. */
  readonly line: number;
}

/** A position in a document. */
export interface Position extends Location {
  /** From 0, in UTF-16 units. */
  readonly column: number;
}

/** The lines of a document from a few above the cursor to the cursor's own. */
export interface CursorLines {
  readonly uri: string;
  readonly languageId: string;
  readonly version: number;
  /** Number of the first line, from 0. */
  readonly firstLine: number;
  readonly lines: readonly string[];
}

export interface DefinitionsDeps {
  /** Asks the language server where the name at a position is defined; undefined if it doesn't know. */
  readonly find: (position: Position) => Promise<Location | undefined>;
  /** Whether a completion would use what is found. */
  readonly isWanted: () => boolean;
  readonly readText: ReadText;
  readonly documents: Documents;
  readonly workspace: Pick<Workspace, "folderOf">;
  /** Whether retrieval has indexed the file anyway. */
  readonly isIndexed: (uri: string) => boolean;
  readonly clock: Clock;
  readonly onError: (error: unknown) => void;
}

/** Time that the cursor rests before a language server is asked. */
const restMs = 250;
/** After this time the next name is looked up. The answer is still kept when it comes. */
const answerMs = 500;
/** Number of lines above the cursor whose names are looked up, and of names at one rest. */
export const linesAboveCursor = 4;
const namesPerRest = 6;
/** Number of names that are remembered, and for how long: definitions change while the user works. */
const maxRemembered = 200;
const maxAgeMs = 60_000;
const maxFileBytes = 1_000_000;
/** Score of a definition beside windows and outlines: a name near the cursor is likely to be used again. */
const score = 0.4;

interface Lookup {
  readonly atMs: number;
  readonly snippet: Snippet | undefined;
}

/**
 * Looks up the definitions of names near the cursor while the cursor rests, and keeps them for the next request, which
 * never waits for them.
 */
export class Definitions {
  readonly #deps: DefinitionsDeps;
  readonly #lookups = new Map<string, Lookup>();
  #cancelRest: (() => void) | undefined;
  #round = 0;
  /** Number of calls of `clear`: answers to questions from before are dropped. */
  #generation = 0;

  constructor(deps: DefinitionsDeps) {
    this.#deps = deps;
  }

  /** Cached definitions of names near the cursor, excluding those in this file and in files already indexed. */
  at(cursor: Cursor): readonly Snippet[] {
    if (!this.#deps.isWanted()) return [];
    const lines = cursor.prefix.split("\n").slice(-linesAboveCursor - 1);
    const found = new Map<string, Snippet>();
    for (const name of lines.flatMap((line) => namesOf(line).map(({ name }) => name))) {
      const snippet = this.#lookups.get(keyOf(cursor.uri, name))?.snippet;
      if (!snippet || snippet.uri === cursor.uri || this.#deps.isIndexed(snippet.uri)) continue;
      found.set(`${snippet.uri} ${snippet.startLine}`, snippet);
    }
    return [...found.values()];
  }

  /** The cursor has moved. @param read the lines at the cursor; called when it has rested */
  moved(read: () => CursorLines): void {
    this.#cancelRest?.();
    if (!this.#deps.isWanted()) return;
    this.#cancelRest = this.#deps.clock.after(restMs, () => {
      this.#lookUp(read()).catch(this.#deps.onError);
    });
  }

  /** Forgets all definitions, for example because other files are excluded now. */
  clear(): void {
    this.#generation++;
    this.#round++;
    this.#lookups.clear();
  }

  dispose(): void {
    this.#cancelRest?.();
  }

  /** Looks up one name at a time, the nearest first, until the cursor rests elsewhere. */
  async #lookUp(at: CursorLines): Promise<void> {
    const { clock, documents, onError } = this.#deps;
    const round = ++this.#round;
    const generation = this.#generation;
    const isCurrent = () => documents.get(at.uri)?.version === at.version;
    const isOld = ({ name }: NamePosition) => {
      const known = this.#lookups.get(keyOf(at.uri, name));
      return !known || clock.monotonic() - known.atMs > maxAgeMs;
    };
    for (const { name, line, column } of nearestNames(at).filter(isOld).slice(0, namesPerRest)) {
      const key = keyOf(at.uri, name);
      const answered = this.#find({ uri: at.uri, line, column }, at.languageId)
        .then((snippet) => {
          if (generation === this.#generation && isCurrent()) this.#remember(key, snippet);
          return true;
        })
        .catch(onError);
      const isInTime = await this.#within(answered, answerMs);
      if (round !== this.#round || !isCurrent()) return;
      if (!isInTime) this.#remember(key, undefined); // A slow language server isn't asked again at each rest.
    }
  }

  /** Only files of the workspace: models know libraries, and other files may not be sent. */
  async #find(position: Position, languageId: string): Promise<Snippet | undefined> {
    const { find, readText, workspace } = this.#deps;
    const found = await find(position);
    if (!found || found.uri === position.uri || workspace.folderOf(found.uri) === undefined) return undefined;
    const read = await readText(found.uri, maxFileBytes);
    if (read.kind === "notRead") return undefined;
    const definition = definitionText(splitLines(read.text), found.line);
    if (!definition) return undefined;
    const tokens = estimateTokens(definition.text);
    return { kind: "definition", uri: found.uri, path: read.path, languageId, ...definition, score, tokens };
  }

  #remember(key: string, snippet: Snippet | undefined): void {
    this.#lookups.delete(key);
    this.#lookups.set(key, { atMs: this.#deps.clock.monotonic(), snippet });
    for (const oldest of this.#lookups.keys()) {
      if (this.#lookups.size <= maxRemembered) break;
      this.#lookups.delete(oldest);
    }
  }

  /** The value, or undefined if it doesn't come in time. */
  #within<T>(value: Promise<T>, ms: number): Promise<T | undefined> {
    return new Promise((resolve) => {
      const cancel = this.#deps.clock.after(ms, () => resolve(undefined));
      void value.then((result) => {
        cancel();
        resolve(result);
      });
    });
  }
}

interface NamePosition {
  readonly name: string;
  readonly line: number;
  readonly column: number;
}

function keyOf(uri: string, name: string): string {
  return `${uri}\n${name}`;
}

const identifier = /[\p{L}_$][\p{L}\p{N}_$]{2,}/gu;
/** Characters of a line that are searched for names. */
const maxLineLength = 1_000;

function namesOf(line: string): readonly { readonly name: string; readonly column: number }[] {
  return [...line.slice(0, maxLineLength).matchAll(identifier)].map((match) => ({
    name: match[0],
    column: match.index,
  }));
}

/** Each name once, the last one first. */
function nearestNames({ firstLine, lines }: CursorLines): readonly NamePosition[] {
  const found = new Map<string, NamePosition>();
  for (const [at, text] of [...lines.entries()].reverse()) {
    for (const { name, column } of [...namesOf(text)].reverse()) {
      if (!found.has(name)) found.set(name, { name, line: firstLine + at, column });
    }
  }
  return [...found.values()];
}
