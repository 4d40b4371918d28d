import type { DaySums } from "../../core/statistics/daySums.ts";
import { formatEvent, parseEvents, readEvents } from "../../core/statistics/eventLines.ts";
import { isOutcome, type OutcomeEvent, type TelemetryEvent } from "../../core/statistics/events.ts";
import { english, type Translate } from "../../core/types/translate.ts";
import { localDay } from "../../core/util/localDay.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { Clock, LineFiles } from "../ports.ts";
import { EventFiles, eventFileName } from "./eventFiles.ts";
import { KeptSums } from "./keptSums.ts";
import { Troubles } from "./troubles.ts";

const flushAfterMs = 2_000;
const dayMs = 86_400_000;
/** Events kept in memory for the extension's API. */
const keptEvents = 2_000;
/** Lines that wait for a disk that refuses them. */
const maxWaiting = 20_000;

export interface EventJournalDeps {
  /** Translates the sentences about troubles; English if omitted. */
  readonly t?: Translate;
  readonly files: LineFiles;
  readonly clock: Pick<Clock, "wall" | "after">;
  /** Days for which events are kept; 0 writes none. */
  readonly keepDays: () => number;
  /** Called with each new sentence of {@link EventJournal.troubles}. */
  readonly onTrouble: (sentence: string) => void;
}

/** Which recorded events to read. */
export interface EventRange {
  /** Milliseconds since 1970, included. */
  readonly from: number;
  /** Excluded. */
  readonly to: number;
  /** Whether to read requests of the editor, too. They are most of all events, so reading them takes several times as long. */
  readonly withRequests?: boolean;
}

/** What sums up events. */
export interface EventSink {
  add(event: TelemetryEvent): void;
  /** Adds the sums of a day. Returns false to be given its events instead. */
  addDay(day: DaySums): boolean;
}

interface Waiting {
  readonly name: string;
  readonly line: string;
}

/**
 * Records the events of this window in files that all windows share, in batches off the keystroke path. They contain
 * numbers and closed words only and never leave the machine. What can't be read or written is reported once and listed
 * in {@link troubles}; it never stops anything.
 */
export class EventJournal {
  readonly #deps: EventJournalDeps;
  readonly #t: Translate;
  readonly #troubles: Troubles;
  readonly #files: EventFiles;
  readonly #sums: KeptSums;
  readonly #recent: TelemetryEvent[] = [];
  /** Outcomes that all windows have written in the files of today, as far as they were read. */
  #written: OutcomeEvent[] = [];
  /** Outcomes of this window that were not read back from a file yet. */
  #unread: OutcomeEvent[] = [];
  /** How far each file of today was read, in bytes. */
  readonly #readTo = new Map<string, number>();
  #waiting: Waiting[] = [];
  #cancelTimer: (() => void) | undefined;
  #working: Promise<void> = Promise.resolve();
  #prunedOn = "";

  constructor(deps: EventJournalDeps) {
    this.#deps = deps;
    this.#troubles = new Troubles(deps.onTrouble);
    this.#t = deps.t ?? english;
    this.#files = new EventFiles(deps.files, this.#troubles, this.#t);
    this.#sums = new KeptSums(this.#files, async (write) => {
      if (deps.keepDays() > 0) await this.#enqueue(write);
    });
  }

  append(event: TelemetryEvent): void {
    this.#recent.push(event);
    if (this.#recent.length > keptEvents) this.#recent.shift();
    if (isOutcome(event)) this.#unread.push(event);
    if (this.#deps.keepDays() <= 0) return;
    this.#waiting.push({ name: eventFileName(event), line: formatEvent(event) });
    this.#cancelTimer ??= this.#deps.clock.after(flushAfterMs, () => void this.#flushAndKeep());
  }

  /** The last events of this window, oldest first. */
  recent(): readonly TelemetryEvent[] {
    return [...this.#recent];
  }

  /** What became of today's suggestions in all windows, as of the last {@link flush}, and in this one since. */
  today(): readonly OutcomeEvent[] {
    const isOfToday = this.#todayFilter();
    return [...this.#written, ...this.#unread].filter(isOfToday);
  }

  /** What is wrong with the recorded events now, a sentence each. */
  troubles(): readonly string[] {
    return this.#troubles.list();
  }

  /** Calls `onEvent` with the events of all windows in a range, oldest day first. Files of other days are not read. */
  async read({ from, to, withRequests = false }: EventRange, onEvent: (event: TelemetryEvent) => void): Promise<void> {
    await this.flush();
    const onEach = (event: TelemetryEvent) => {
      if (event.at >= from && event.at < to && (withRequests || event.kind !== "request")) onEvent(event);
    };
    for (const name of await this.#files.between(from, to, withRequests)) await this.#readEventsOf(name, onEach);
    this.#readUnwritten(onEach);
  }

  /**
   * Sums up events of all windows in a range. Whole days are added by their sums, which are kept beside their events, so
   * that only today's have to be read again.
   */
  async sumUp({ from, to }: Pick<EventRange, "from" | "to">, sink: EventSink): Promise<void> {
    await this.flush();
    const onEach = (event: TelemetryEvent) => {
      if (event.at >= from && event.at < to) sink.add(event);
    };
    const now = this.#deps.clock.wall();
    for (const name of await this.#files.between(from, to, false)) {
      const day = this.#files.isOfWholeDay(name, now) ? await this.#sums.of(name) : undefined;
      const isAdded = day && day.from >= from && day.to < to && sink.addDay(day);
      if (isAdded) this.#files.reportDamage(name, day.damaged);
      else await this.#readEventsOf(name, onEach);
    }
    this.#readUnwritten(onEach);
  }

  async #readEventsOf(name: string, onEvent: (event: TelemetryEvent) => void): Promise<void> {
    let damaged = 0;
    await this.#files.readAll(name, (bytes) => {
      damaged += readEvents(bytes, onEvent);
    });
    this.#files.reportDamage(name, damaged);
  }

  #readUnwritten(onEach: (event: TelemetryEvent) => void): void {
    if (this.#deps.keepDays() <= 0) for (const event of this.#recent) onEach(event);
    else parseEvents(this.#waiting.map(({ line }) => line).join("\n")).events.forEach(onEach);
  }

  /** Writes what waits, reads what other windows wrote today, and deletes what is too old. Never rejects. */
  flush(): Promise<void> {
    this.#cancelTimer?.();
    this.#cancelTimer = undefined;
    return this.#enqueue(() => this.#work());
  }

  /** Keeps the sums of one past day that has none after each batch, so that the statistics page finds all of them. */
  async #flushAndKeep(): Promise<void> {
    await this.flush();
    if (this.#deps.keepDays() <= 0) return;
    try {
      await this.#sums.ofNext(this.#deps.clock.wall());
      this.#troubles.clear("keep");
    } catch (error) {
      this.#troubles.set("keep", this.#t("The statistics can't be updated: {0}.", messageOf(error)));
    }
  }

  /** Deletes everything that was recorded, by all windows. */
  async deleteAll(): Promise<void> {
    await this.flush();
    await this.#enqueue(async () => {
      this.#waiting = [];
      this.#unread = [];
      this.#recent.length = 0;
      await this.#files.remove();
      this.#forgetToday();
    });
  }

  /** Files change one step after the other, so that nothing writes what another step deletes. @param step never rejects */
  #enqueue(step: () => Promise<void>): Promise<void> {
    this.#working = this.#working.then(step);
    return this.#working;
  }

  async #work(): Promise<void> {
    try {
      await this.#prune();
      await this.#write();
      await this.#readToday();
      this.#troubles.clear("update");
    } catch (error) {
      this.#troubles.set("update", this.#t("The statistics can't be updated: {0}.", messageOf(error)));
    }
  }

  async #write(): Promise<void> {
    for (const name of new Set(this.#waiting.map((each) => each.name))) {
      const batch = this.#waiting.filter((each) => each.name === name);
      const saved = await this.#files.append(
        name,
        batch.map(({ line }) => line),
      );
      const done = new Set(batch.slice(0, saved));
      this.#waiting = this.#waiting.filter((each) => !done.has(each));
      if (saved < batch.length) break; // The next event tries again.
    }
    if (this.#waiting.length > maxWaiting) this.#waiting.splice(0, this.#waiting.length - maxWaiting);
  }

  async #readToday(): Promise<void> {
    const now = this.#deps.clock.wall();
    const waiting = new Set(this.#waiting.map(({ line }) => line));
    const mine = new Set(this.#unread.filter((event) => !waiting.has(formatEvent(event))));
    const startOfDay = new Date(now).setHours(0, 0, 0, 0);
    const names = await this.#files.between(startOfDay, now, false);
    for (const name of this.#readTo.keys()) if (!names.includes(name)) this.#forgetToday();
    for (const name of names) await this.#readNew(name);
    const isOfToday = this.#todayFilter();
    // What this window wrote was read back now, unless its file can't be read or nothing is written.
    const isRead = (event: OutcomeEvent) => mine.has(event) && this.#readTo.has(eventFileName(event));
    this.#written = this.#written.filter(isOfToday);
    this.#unread = this.#unread.filter((event) => isOfToday(event) && !(this.#deps.keepDays() > 0 && isRead(event)));
  }

  async #readNew(name: string): Promise<void> {
    for (;;) {
      const from = this.#readTo.get(name) ?? 0;
      const read = await this.#files.readNew(name, from);
      if (!read) {
        if (from > 0) this.#forgetToday();
        return;
      }
      this.#written.push(...parseEvents(read.text).events.filter(isOutcome));
      this.#readTo.set(name, read.end);
      if (read.end === from) return;
    }
  }

  /** Compares with the midnights around now: making a date for each event would take a hundred times as long. */
  #todayFilter(): (event: OutcomeEvent) => boolean {
    const date = new Date(this.#deps.clock.wall());
    const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
    const [start, end] = [new Date(year, month, day).getTime(), new Date(year, month, day + 1).getTime()];
    return ({ at }) => at >= start && at < end;
  }

  /** A file was deleted, so what was read of it no longer counts. */
  #forgetToday(): void {
    this.#written = [];
    this.#readTo.clear();
  }

  async #prune(): Promise<void> {
    const keepDays = this.#deps.keepDays();
    const now = this.#deps.clock.wall();
    const prunedOn = `${localDay(now)} ${keepDays}`;
    if (prunedOn === this.#prunedOn) return;
    this.#prunedOn = prunedOn;
    if (keepDays > 0) {
      await this.#files.remove(now - keepDays * dayMs);
      await this.#files.removeLostSums();
    } else {
      this.#waiting = [];
      await this.#files.remove();
    }
  }
}
