import { appendFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type * as vscode from "vscode";
import { formatEvent, parseEvents } from "../../core/statistics/eventLines.ts";
import { isOutcome, type OutcomeEvent, type TelemetryEvent } from "../../core/statistics/events.ts";
import { localDay } from "../../core/util/localDay.ts";
import { messageOf } from "../../core/util/messageOf.ts";

const flushAfterMs = 2_000;
const keptDays = 90;
/** Events kept in memory: for whoever asks the extension's API, and of those that wait for a disk that refuses. */
const keptEvents = 2_000;
const filePattern = /^events-\d{4}-\d{2}-\d{2}\.jsonl$/;

/**
 * Events of this machine's user, one file a day in the extension's storage, written in batches off the hot path.
 * They hold numbers and closed words only and never leave the machine. What can't be read or written is told once and
 * stands in {@link troubles}; it never stops anything.
 */
export class EventLog implements vscode.Disposable {
  readonly #folder: string;
  readonly #onTrouble: (sentence: string) => void;
  readonly #recent: TelemetryEvent[] = [];
  readonly #today: OutcomeEvent[] = [];
  readonly #troubles = new Map<string, string>();
  #earlier: Promise<readonly OutcomeEvent[]> | undefined;
  #waiting: string[] = [];
  /** Whether the file's last line may be half a line, left by a crash or a full disk. */
  #mayBeCut = true;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  /** @param onTrouble hears each sentence of {@link troubles} once */
  constructor(folder: string, onTrouble: (sentence: string) => void) {
    this.#folder = folder;
    this.#onTrouble = onTrouble;
  }

  append(event: TelemetryEvent): void {
    this.#recent.push(event);
    if (this.#recent.length > keptEvents) this.#recent.shift();
    if (isOutcome(event)) this.#today.push(event);
    this.#waiting.push(formatEvent(event));
    this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs);
  }

  /** The last events of this window, oldest first. */
  recent(): readonly TelemetryEvent[] {
    return [...this.#recent];
  }

  /** What became of today's suggestions: in this window, and after {@link load} in earlier ones of today too. */
  today(): readonly OutcomeEvent[] {
    const day = localDay(Date.now());
    return this.#today.filter((event) => localDay(event.at) === day);
  }

  /** What is wrong with the kept events now, a sentence each. */
  troubles(): readonly string[] {
    return [...this.#troubles.values()];
  }

  /** Reads what earlier windows wrote today and removes files older than ninety days. */
  async load(): Promise<void> {
    const mine = new Set(this.#today.map((event) => formatEvent(event)));
    const read = await this.#read(fileOf(localDay(Date.now())));
    this.#today.unshift(...read.filter(isOutcome).filter((event) => !mine.has(formatEvent(event))));
    const oldest = fileOf(localDay(Date.now() - keptDays * 86_400_000));
    for (const name of await this.#names()) if (name < oldest) await this.#remove(name);
  }

  /** What became of suggestions on all days that are kept, today included. */
  async all(): Promise<readonly OutcomeEvent[]> {
    const today = fileOf(localDay(Date.now()));
    this.#earlier ??= this.#names()
      .then((names) => Promise.all(names.filter((name) => name < today).map((name) => this.#read(name))))
      .then((days) => days.flat().filter(isOutcome));
    return [...(await this.#earlier), ...this.#today];
  }

  /** Resolves when all events so far are written, or could not be. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing = this.#writing.then(() => this.#write());
    return this.#writing;
  }

  dispose(): Promise<void> {
    return this.flush();
  }

  async #write(): Promise<void> {
    const lines = this.#waiting;
    if (lines.length === 0) return;
    this.#waiting = [];
    try {
      await mkdir(this.#folder, { recursive: true });
      const start = this.#mayBeCut ? "\n" : "";
      await appendFile(join(this.#folder, fileOf(localDay(Date.now()))), `${start}${lines.join("\n")}\n`);
      this.#mayBeCut = false;
      this.#troubles.delete("write");
    } catch (error) {
      this.#mayBeCut = true;
      this.#waiting = [...lines, ...this.#waiting].slice(-keptEvents); // The next event tries again.
      this.#tell("write", `The counts of this session can't be kept until this is mended: ${messageOf(error)}`);
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => filePattern.test(name)).sort();
    } catch (error) {
      // The folder is made with the first event.
      if (!isMissing(error)) this.#tell("list", `Counts of earlier days can't be read: ${messageOf(error)}`);
      return [];
    }
  }

  async #read(name: string): Promise<readonly TelemetryEvent[]> {
    try {
      const { events, unreadable } = parseEvents(await readFile(join(this.#folder, name), "utf8"));
      if (unreadable > 0) {
        const lines = unreadable === 1 ? "1 line was damaged and is" : `${unreadable} lines were damaged and are`;
        this.#tell(name, `In the counts of ${dayIn(name)}, ${lines} left out (${join(this.#folder, name)}).`);
      }
      return events;
    } catch (error) {
      // No event was written that day.
      if (!isMissing(error)) this.#tell(name, `The counts of ${dayIn(name)} can't be read: ${messageOf(error)}`);
      return [];
    }
  }

  async #remove(name: string): Promise<void> {
    try {
      await rm(join(this.#folder, name), { force: true });
    } catch (error) {
      this.#tell(name, `The old counts of ${dayIn(name)} can't be deleted: ${messageOf(error)}`);
    }
  }

  /** @param what has the trouble; it is told anew only when the sentence is another */
  #tell(what: string, sentence: string): void {
    if (this.#troubles.get(what) === sentence) return;
    this.#troubles.set(what, sentence);
    this.#onTrouble(sentence);
  }
}

function fileOf(day: string): string {
  return `events-${day}.jsonl`;
}

function dayIn(name: string): string {
  return name.slice(7, 17);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}
