import type { UsageEntry, UsageLedger } from "../../core/server/guards/usageLedger.ts";
import { localDay } from "../../core/util/localDay.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { Clock, LineFiles } from "../ports.ts";

const pattern = /^usage-\d{4}-\d{2}-\d{2}\.jsonl$/;
const maxReadBytes = 4 * 1024 * 1024;
const newline = 10;

/** The daily counts of all windows in one file a day, to which each window appends. Files of earlier days are deleted. */
export class SharedLedger implements UsageLedger {
  readonly #files: LineFiles;
  readonly #clock: Clock;
  readonly #warn: (sentence: string) => void;
  readonly #warned = new Set<string>();
  /** Where the next look into a file begins, in bytes. */
  #read: { readonly name: string; readonly from: number } | undefined;
  /** One call after the other: the entries of two looks must not be mixed. */
  #last: Promise<unknown> = Promise.resolve();

  /** @param warn receives a sentence if counts are damaged or can't be saved, once for each reason */
  constructor(files: LineFiles, clock: Clock, warn: (sentence: string) => void) {
    this.#files = files;
    this.#clock = clock;
    this.#warn = warn;
  }

  /** An entry that can't be saved counts in this window alone. */
  add(entry: UsageEntry): Promise<readonly UsageEntry[]> {
    return this.#inTurn(async () => {
      const text = `\n${JSON.stringify(entry)}\n`; // The first line end completes a line that was cut off.
      const written = await this.#files.append(fileOf(entry.day), text);
      if (written < text.length) throw new Error("the disk is full");
    }).then(
      (entries) => (entries.some(({ id }) => id === entry.id) ? entries : [...entries, entry]),
      (error: unknown) => {
        this.#say(`Today's counts of requests can't be shared between windows: ${messageOf(error)}.`);
        return [entry];
      },
    );
  }

  async news(): Promise<readonly UsageEntry[]> {
    try {
      return await this.#inTurn(() => Promise.resolve());
    } catch (error) {
      this.#say(`Today's counts of requests can't be read: ${messageOf(error)}.`);
      return [];
    }
  }

  /** Deletes the files of earlier days. */
  async deleteOld(): Promise<void> {
    const today = fileOf(localDay(this.#clock.wall()));
    try {
      for (const name of await this.#files.names())
        if (pattern.test(name) && name < today) await this.#files.remove(name);
    } catch (error) {
      this.#say(`Counts of earlier days can't be deleted: ${messageOf(error)}.`);
    }
  }

  #inTurn(write: () => Promise<void>): Promise<readonly UsageEntry[]> {
    const turn = this.#last.then(write).then(() => this.#readNew());
    this.#last = turn.catch(() => undefined); // Whoever waits for this turn handles its failure.
    return turn;
  }

  async #readNew(): Promise<readonly UsageEntry[]> {
    const name = fileOf(localDay(this.#clock.wall()));
    let from = this.#read?.name === name ? this.#read.from : 0;
    const entries: UsageEntry[] = [];
    for (;;) {
      const bytes = await this.#files.read(name, from, maxReadBytes);
      const end = (bytes?.lastIndexOf(newline) ?? -1) + 1;
      if (!bytes || end === 0) break;
      for (const line of new TextDecoder().decode(bytes.subarray(0, end)).split("\n")) {
        const entry = line === "" ? undefined : parseEntry(line);
        if (entry) entries.push(entry);
        else if (line !== "") this.#say("Some of today's counts of requests were damaged and are left out.");
      }
      from += end;
    }
    this.#read = { name, from };
    return entries;
  }

  #say(sentence: string): void {
    if (this.#warned.has(sentence)) return;
    this.#warned.add(sentence);
    this.#warn(sentence);
  }
}

const fileOf = (day: string) => `usage-${day}.jsonl`;

function parseEntry(line: string): UsageEntry | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isEntry(value) ? value : undefined;
  } catch {
    return undefined; // A line that is cut off.
  }
}

function isEntry(value: unknown): value is UsageEntry {
  if (typeof value !== "object" || value === null) return false;
  const members = new Map<string, unknown>(Object.entries(value));
  const texts = ["id", "day", "server"].map((name) => members.get(name));
  const counts = ["requests", "promptTokens", "cachedTokens", "completionTokens"].map((name) => members.get(name));
  return texts.every((text) => typeof text === "string") && counts.every((count) => Number.isSafeInteger(count));
}
