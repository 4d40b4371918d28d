import { DaySummary, type DaySums, formatDaySums, parseDaySums } from "../../core/statistics/daySums.ts";
import { readEvents } from "../../core/statistics/eventLines.ts";
import type { EventFiles } from "./eventFiles.ts";

const dayMs = 86_400_000;

/**
 * The sums of whole days, kept beside the files of their events. Sums that are missing, damaged or no longer right are built
 * again. Windows that do so at once write the same.
 */
export class KeptSums {
  readonly #files: EventFiles;
  readonly #enqueue: (write: () => Promise<void>) => Promise<void>;

  /** Files that were summed up by {@link ofNext}: one without sums would be read again and again. */
  readonly #tried = new Set<string>();

  /** The day, in UTC, on which no whole day lacked its sums. Only the next day brings another whole day. */
  #completeOn: number | undefined;

  /** @param enqueue runs a write when no other step changes the files */
  constructor(files: EventFiles, enqueue: (write: () => Promise<void>) => Promise<void>) {
    this.#files = files;
    this.#enqueue = enqueue;
  }

  /** Sums up the last whole day without sums, if there is one. */
  async ofNext(now: number): Promise<void> {
    const day = Math.floor(now / dayMs);
    if (day === this.#completeOn) return;
    const missing = await this.#files.withoutSums(now);
    const name = missing?.findLast((each) => !this.#tried.has(each));
    if (missing && name === undefined) this.#completeOn = day;
    if (name === undefined) return;
    this.#tried.add(name);
    await this.of(name);
  }

  /** The sums of a file of events; undefined if it is deleted, can't be read or contains no day's events. */
  async of(name: string): Promise<DaySums | undefined> {
    const state = await this.#files.stat(name);
    if (!state) return undefined;
    const text = await this.#files.readSums(name);
    const kept = text === undefined ? undefined : parseDaySums(text, state);
    if (kept) return kept;
    const summary = new DaySummary();
    let damaged = 0;
    const isWhole = await this.#files.readAll(name, (bytes) => {
      damaged += readEvents(bytes, (event) => summary.add(event));
    });
    const sums = isWhole ? summary.finish(damaged) : undefined;
    if (!sums) return undefined;
    const built = formatDaySums(sums, state); // Before others add to the offers that are still open.
    await this.#enqueue(() => this.#files.writeSums(name, built));
    return sums;
  }
}
