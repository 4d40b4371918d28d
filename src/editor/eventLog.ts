import { appendFile, mkdir, readdir, readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import type * as vscode from "vscode";
import { formatEvent, parseEvents } from "../core/telemetry/eventLines.ts";
import type { TelemetryEvent } from "../core/telemetry/events.ts";

const flushAfterMs = 2_000;
const keptDays = 90;
/** Events kept in memory for whoever asks the extension's API. */
const keptEvents = 2_000;
const filePattern = /^events-\d{4}-\d{2}-\d{2}\.jsonl$/;

/**
 * Events of this machine's user, one file a day in the extension's storage, written in batches off the hot path.
 * They hold numbers and closed words only and never leave the machine.
 */
export class EventLog implements vscode.Disposable {
  readonly #folder: string;
  readonly #log: vscode.LogOutputChannel;
  readonly #recent: TelemetryEvent[] = [];
  readonly #today: TelemetryEvent[] = [];
  #earlier: Promise<readonly TelemetryEvent[]> | undefined;
  #waiting: string[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(folder: string, log: vscode.LogOutputChannel) {
    this.#folder = folder;
    this.#log = log;
  }

  append(event: TelemetryEvent): void {
    this.#recent.push(event);
    if (this.#recent.length > keptEvents) this.#recent.shift();
    if (event.kind !== "request") this.#today.push(event);
    this.#waiting.push(formatEvent(event));
    this.#timer ??= setTimeout(() => void this.flush(), flushAfterMs);
  }

  /** The last events of this window, oldest first. */
  recent(): readonly TelemetryEvent[] {
    return [...this.#recent];
  }

  /** What became of today's suggestions: in this window, and after {@link load} in earlier ones of today too. */
  today(): readonly TelemetryEvent[] {
    const day = dayOf(Date.now());
    return this.#today.filter((event) => dayOf(event.at) === day);
  }

  /** Reads what earlier windows wrote today and removes files older than ninety days. */
  async load(): Promise<void> {
    const mine = new Set(this.#today.map((event) => formatEvent(event)));
    const read = await this.#read(dayOf(Date.now()));
    this.#today.unshift(...read.filter((event) => event.kind !== "request" && !mine.has(formatEvent(event))));
    const oldest = fileOf(dayOf(Date.now() - keptDays * 86_400_000));
    for (const name of await this.#names()) if (name < oldest) await rm(join(this.#folder, name), { force: true });
  }

  /** What became of suggestions on all days that are kept, today included. */
  async all(): Promise<readonly TelemetryEvent[]> {
    const today = fileOf(dayOf(Date.now()));
    this.#earlier ??= this.#names()
      .then((names) => Promise.all(names.filter((name) => name < today).map((name) => this.#read(name.slice(7, 17)))))
      .then((days) => days.flat().filter(({ kind }) => kind !== "request"));
    return [...(await this.#earlier), ...this.#today];
  }

  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const lines = this.#waiting;
    this.#waiting = [];
    if (lines.length > 0) this.#writing = this.#writing.then(() => this.#write(lines));
    return this.#writing;
  }

  dispose(): Promise<void> {
    return this.flush();
  }

  async #write(lines: readonly string[]): Promise<void> {
    try {
      await mkdir(this.#folder, { recursive: true });
      await appendFile(join(this.#folder, fileOf(dayOf(Date.now()))), `${lines.join("\n")}\n`);
    } catch (error) {
      this.#log.warn(`Events could not be written: ${String(error)}`);
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      return (await readdir(this.#folder)).filter((name) => filePattern.test(name)).sort();
    } catch {
      return []; // The folder is made with the first event.
    }
  }

  async #read(day: string): Promise<readonly TelemetryEvent[]> {
    try {
      return parseEvents(await readFile(join(this.#folder, fileOf(day)), "utf8"));
    } catch {
      return []; // No event was written that day.
    }
  }
}

function fileOf(day: string): string {
  return `events-${day}.jsonl`;
}

/** The local day of a time, as 2026-11-23. */
function dayOf(at: number): string {
  const date = new Date(at);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}
