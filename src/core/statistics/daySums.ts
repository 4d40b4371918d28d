import { localDay } from "../util/localDay.ts";
import { textHash } from "../util/textHash.ts";
import { EventSums } from "./eventSums.ts";
import type { TelemetryEvent } from "./events.ts";
import type { WindowOffers } from "./offerFold.ts";
import type { Sums } from "./sums.ts";

/** Sums of the events in one file, to be kept beside it. */
export interface DaySums {
  /** Time of the first and of the last event, in milliseconds since 1970. */
  readonly from: number;
  readonly to: number;
  /** The days in the user's time zone in which its events are, and when they begin. */
  readonly days: readonly LocalDay[];
  /** Lines that contain no event. */
  readonly damaged: number;
  readonly sums: Sums;
  /** Offers that may have begun before, or go on in the next file. */
  readonly windows: readonly WindowOffers[];
}

type LocalDay = readonly [name: string, startMs: number];

/** Size in bytes and time of the last change of a file of events, to which lines are only added. */
interface FileState {
  readonly size: number;
  readonly modified: number;
}

/**
 * Version of {@link DaySums} and of the rules by which events are summed up. Kept sums of another version are built again,
 * so it has to grow with each change of either. A test compares it with the sums of a fixed set of events.
 */
const sumsVersion = 1;
/** A file holds a day in UTC; version 1 named files by the user's day. */
const mostDays = 4;
const dayMs = 86_400_000;

/** Sums up the events of one file. */
export class DaySummary {
  readonly #events = new EventSums();
  #from = Number.POSITIVE_INFINITY;
  #to = Number.NEGATIVE_INFINITY;

  add(event: TelemetryEvent): void {
    this.#from = Math.min(this.#from, event.at);
    this.#to = Math.max(this.#to, event.at);
    this.#events.add(event);
  }

  /** No further events follow. @returns undefined without events, or if they are of more days than a file should have */
  finish(damaged: number): DaySums | undefined {
    const [from, to] = [this.#from, this.#to];
    if (from > to || to - from > (mostDays - 1) * dayMs) return undefined;
    const { sums, fold } = this.#events;
    return { from, to, days: localDays(from, to), damaged, sums, windows: fold.edges() };
  }
}

/** The text that keeps sums. @param file the state of the file before its events were read */
export function formatDaySums(day: DaySums, file: FileState): string {
  const { latencies, ...sums } = day.sums;
  const kept: Kept = { version: sumsVersion, file, day: { ...day, sums } };
  const body = `${JSON.stringify(kept, writeMaps)}\n${JSON.stringify(latencies)}`;
  return `${textHash(body)}\n${body}\n`;
}

/**
 * Reads kept sums. The hash finds every damage, and the version every other form, so their members need no checks.
 * @param file the present state of the file that they are of
 * @returns undefined if they are damaged, or of another version, another state of the file or another time zone
 */
export function parseDaySums(text: string, file: FileState): DaySums | undefined {
  const [hash, body = "", numbers = ""] = text.split("\n");
  if (hash !== textHash(`${body}\n${numbers}`)) return undefined;
  const kept: Kept = JSON.parse(body, readMaps);
  if (kept.version !== sumsVersion || kept.file.size !== file.size || kept.file.modified !== file.modified) {
    return undefined;
  }
  const { day } = kept;
  if (JSON.stringify(day.days) !== JSON.stringify(localDays(day.from, day.to))) return undefined;
  const latencies: number[] = JSON.parse(numbers); // Most of the text, and without maps: that halves the time.
  return { ...day, sums: { ...day.sums, latencies } };
}

interface Kept {
  readonly version: number;
  readonly file: FileState;
  readonly day: Omit<DaySums, "sums"> & { readonly sums: Omit<Sums, "latencies"> };
}

function writeMaps(_key: string, value: unknown): unknown {
  return value instanceof Map ? { map: [...value] } : value instanceof Set ? { set: [...value] } : value;
}

function readMaps(_key: string, value: { readonly map?: unknown; readonly set?: unknown } | null): unknown {
  if (Array.isArray(value?.map)) return new Map(value.map);
  return Array.isArray(value?.set) ? new Set(value.set) : value;
}

function localDays(from: number, to: number): readonly LocalDay[] {
  const days: LocalDay[] = [];
  const date = new Date(from);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate()];
  for (let index = 0; index <= mostDays; index++) {
    const start = new Date(year, month, day + index).getTime();
    days.push([localDay(start), start]);
    if (start > to) break;
  }
  return days;
}
