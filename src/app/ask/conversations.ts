/** Files of the workspace's own storage, by name. */
export interface StoredFiles {
  /** Names of the files; none while the folder does not exist. */
  names(): Promise<readonly string[]>;
  /** Resolves with undefined if the file is missing. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the file as a whole. */
  write(name: string, text: string): Promise<void>;
  remove(name: string): Promise<void>;
}

/** A conversation that was kept. */
export interface Conversation<Turn> {
  readonly id: string;
  /** Time of its last change, in milliseconds since 1970. */
  readonly at: number;
  readonly turns: readonly Turn[];
}

/** Conversations that are kept of a workspace; the oldest makes room for a new one. */
const mostKept = 100;
const ending = ".json";

/** The history of Ask in one workspace: a file for each conversation. */
export class Conversations<Turn> {
  readonly #files: StoredFiles;
  readonly #readTurns: (value: unknown) => readonly Turn[];

  /** @param readTurns returns the valid turns of `{ turns }`: files may come from another version, or be damaged */
  constructor(files: StoredFiles, readTurns: (value: unknown) => readonly Turn[]) {
    this.#files = files;
    this.#readTurns = readTurns;
  }

  /** Keeps a conversation in place of its earlier state. One without turns is not kept. */
  async keep({ id, at, turns }: Conversation<Turn>): Promise<void> {
    if (turns.length === 0) return this.delete(id);
    await this.#files.write(id + ending, JSON.stringify({ at, turns }));
    const all = await this.list();
    for (const { id: old } of all.slice(mostKept)) await this.delete(old);
  }

  /** All conversations that can be read, newest first. */
  async list(): Promise<readonly Conversation<Turn>[]> {
    const ids = (await this.#files.names())
      .filter((name) => name.endsWith(ending))
      .map((name) => name.slice(0, -ending.length));
    const all = await Promise.all(ids.map((id) => this.#read(id)));
    return all.flatMap((each) => each ?? []).toSorted((a, b) => b.at - a.at);
  }

  delete(id: string): Promise<void> {
    return this.#files.remove(id + ending);
  }

  async #read(id: string): Promise<Conversation<Turn> | undefined> {
    const text = await this.#files.read(id + ending);
    const value = text === undefined ? undefined : parse(text);
    const turns = this.#readTurns(value);
    const at = typeof value === "object" && value !== null ? Reflect.get(value, "at") : undefined;
    return turns.length === 0 ? undefined : { id, at: typeof at === "number" ? at : 0, turns };
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
