/** Files of the workspace's own storage, by name. */
export interface StoredFiles {
  /** Names of the files; none while the folder does not exist. */
  names(): Promise<readonly string[]>;
  /** Resolves with undefined if the file is missing. */
  read(name: string): Promise<string | undefined>;
  /** Replaces the file as a whole. Until that is done, a file with `.part` added to the name may exist beside it. */
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

/** Time after which a file that was not written to its end is given up, in milliseconds. */
const abandonedMs = 60_000;

/**
 * The history of Ask in one workspace: a file for each conversation. The file's name starts with the time of the last
 * change, so that the oldest are found without reading any.
 */
export class Conversations<Turn> {
  readonly #files: StoredFiles;
  readonly #readTurns: (value: unknown) => readonly Turn[];
  #last: Promise<unknown> = Promise.resolve();

  /** @param readTurns returns the valid turns of `{ turns }`: files may come from another version, or be damaged */
  constructor(files: StoredFiles, readTurns: (value: unknown) => readonly Turn[]) {
    this.#files = files;
    this.#readTurns = readTurns;
  }

  /** Keeps a conversation in place of its earlier state. One without turns is not kept. */
  keep({ id, at, turns }: Conversation<Turn>): Promise<void> {
    return this.#inTurn(async () => {
      const name = `${String(at).padStart(15, "0")}-${id}.json`;
      if (turns.length > 0) await this.#files.write(name, JSON.stringify({ turns }));
      const { whole, parts } = await this.#all();
      const isOutdated = (each: Kept, rank: number) =>
        (each.id === id && (each.name !== name || turns.length === 0)) || rank >= mostKept;
      const isAbandoned = (each: Kept) => each.at < at - abandonedMs;
      for (const each of [...whole.filter(isOutdated), ...parts.filter(isAbandoned)])
        await this.#files.remove(each.name);
    });
  }

  /** All conversations that can be read, newest first. */
  list(): Promise<readonly Conversation<Turn>[]> {
    return this.#inTurn(async () => {
      const all = await Promise.all((await this.#latest()).map((each) => this.#read(each)));
      return all.flatMap((each) => each ?? []);
    });
  }

  /** The conversation that changed last; undefined if there is none or it can't be read. */
  latest(): Promise<Conversation<Turn> | undefined> {
    return this.#inTurn(async () => {
      const [found] = await this.#latest();
      return found && this.#read(found);
    });
  }

  delete(id: string): Promise<void> {
    return this.#inTurn(async () => {
      const { whole, parts } = await this.#all();
      for (const each of [...whole, ...parts]) if (each.id === id) await this.#files.remove(each.name);
    });
  }

  /** The newest file of each conversation, newest first. A process that is killed may leave an older one, too. */
  async #latest(): Promise<readonly Kept[]> {
    const { whole } = await this.#all();
    return whole.filter(({ id }, at) => whole.findIndex((each) => each.id === id) === at);
  }

  /** The files, newest first, and those that are being written or were left behind by a killed process. */
  async #all(): Promise<{ readonly whole: readonly Kept[]; readonly parts: readonly Kept[] }> {
    const names = await this.#files.names();
    const all = names.flatMap((name): readonly Kept[] => {
      const [, at, id] = /^(\d{15})-([\w-]+)\.json(?:\.part)?$/.exec(name) ?? [];
      return at === undefined || id === undefined ? [] : [{ name, at: Number(at), id }];
    });
    const sorted = all.toSorted((a, b) => b.at - a.at);
    return {
      whole: sorted.filter(({ name }) => name.endsWith(".json")),
      parts: sorted.filter(({ name }) => name.endsWith(".part")),
    };
  }

  /** One after another: two changes of a conversation at once would leave two files. */
  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const result = this.#last.then(work);
    this.#last = result.catch(() => undefined); // Reported to the one who asked for it.
    return result;
  }

  async #read({ name, at, id }: Kept): Promise<Conversation<Turn> | undefined> {
    const text = await this.#files.read(name);
    const turns = this.#readTurns(text === undefined ? undefined : parse(text));
    return turns.length === 0 ? undefined : { id, at, turns };
  }
}

interface Kept {
  readonly name: string;
  readonly at: number;
  readonly id: string;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
