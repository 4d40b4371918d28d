import type { TelemetryEvent } from "../../core/statistics/events.ts";
import type { Translate } from "../../core/types/translate.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import type { LineFileState, LineFiles } from "../ports.ts";
import type { Troubles } from "./troubles.ts";

const dayMs = 86_400_000;
const pattern = /^(events|requests|sums)-\d{4}-\d{2}-\d{2}\.jsonl$/;
const maxReadBytes = 4 * 1024 * 1024;
/** Linux, macOS and Windows add a piece of this size to a local file as a whole. */
const maxAppendCharacters = 32_768;
const newline = 10;
/** The last day that a name of four digits for the year can hold. */
const lastDayMs = Date.UTC(9999, 11, 31);

/** What one look at the new part of a file gives. */
export interface NewLines {
  /** Whole lines. */
  readonly text: string;
  /** Where the next look begins, in bytes. */
  readonly end: number;
}

/**
 * The files of recorded events, by days in UTC, so that a change of time zone moves no event. Requests of the editor are
 * most of all events, and the statistics page does not need them: they have files of their own. A third file may keep the
 * sums of a day's other events. Every window appends whole lines to the same files. Each piece begins with a line end: if
 * a process was killed while writing, only its own last line is lost.
 */
export class EventFiles {
  readonly #files: LineFiles;
  readonly #troubles: Troubles;
  readonly #t: Translate;

  constructor(files: LineFiles, troubles: Troubles, t: Translate) {
    this.#t = t;
    this.#files = files;
    this.#troubles = troubles;
  }

  /**
   * Names of the files that may contain events of a span of time, oldest day first. Version 1 named files by local day.
   * @param withRequests whether to include files that contain nothing but requests of the editor
   */
  async between(fromMs: number, toMs: number, withRequests: boolean): Promise<readonly string[]> {
    const [first, last] = [utcDay(fromMs - dayMs), utcDay(toMs + dayMs)];
    const isInSpan = (name: string) => dayOf(name) >= first && dayOf(name) <= last;
    const kinds = withRequests ? ["events", "requests"] : ["events"];
    return (await this.#names()).filter((name) => isInSpan(name) && kinds.includes(kindOf(name)));
  }

  /**
   * Appends lines to a file. Resolves with the number of lines that are saved; if that is not all of them, the reason is
   * among the troubles.
   */
  async append(name: string, lines: readonly string[]): Promise<number> {
    let saved = 0;
    try {
      for (const piece of piecesOf(lines)) {
        const text = `\n${piece.join("\n")}\n`;
        const bytes = await this.#files.append(name, text);
        saved += bytes >= byteLength(text) ? piece.length : wholeLinesIn(text, bytes);
        if (bytes < byteLength(text)) throw new Error("the disk is full");
      }
      this.#troubles.clear("write");
    } catch (error) {
      const reason = messageOf(error);
      this.#troubles.set(
        "write",
        this.#t("The statistics of this session can't be kept until this is fixed: {0}.", reason),
      );
    }
    return saved;
  }

  /** Reads the whole lines that follow a byte offset; undefined if the file was deleted or is damaged. */
  async readNew(name: string, from: number): Promise<NewLines | undefined> {
    try {
      const bytes = await this.#files.read(name, from, maxReadBytes);
      if (!bytes) return undefined;
      const end = bytes.lastIndexOf(newline) + 1;
      const isTooLong = end === 0 && bytes.length === maxReadBytes;
      return isTooLong
        ? { text: "", end: from + bytes.length }
        : { text: decode(bytes.subarray(0, end)), end: from + end };
    } catch (error) {
      this.#troubles.set(name, this.#t("The statistics of {0} can't be read: {1}.", dayOf(name), messageOf(error)));
      return undefined;
    }
  }

  /**
   * Reads a whole file piece by piece, so that its size does not matter.
   * @param onLines called with the bytes of whole lines
   * @returns false if the file could not be read to its end; the reason is among the troubles
   */
  async readAll(name: string, onLines: (bytes: Uint8Array) => void): Promise<boolean> {
    try {
      let isLast = false;
      for (let from = 0; !isLast; ) {
        const bytes = (await this.#files.read(name, from, maxReadBytes)) ?? new Uint8Array();
        isLast = bytes.length < maxReadBytes;
        const end = isLast ? bytes.length : bytes.lastIndexOf(newline) + 1 || bytes.length;
        onLines(bytes.subarray(0, end));
        from += end;
      }
      return true;
    } catch (error) {
      this.#troubles.set(name, this.#t("The statistics of {0} can't be read: {1}.", dayOf(name), messageOf(error)));
      return false;
    }
  }

  /** Whether the day of a file is over, so that nothing more is added to it, unless a clock is wrong. */
  isOfWholeDay(name: string, now: number): boolean {
    return dayOf(name) < utcDay(now);
  }

  /** Files of events of whole days that have no sums, oldest day first; undefined if the folder is empty or can't be listed. */
  async withoutSums(now: number): Promise<readonly string[] | undefined> {
    const names = await this.#names();
    if (names.length === 0) return undefined;
    const isMissing = (name: string) => kindOf(name) === "events" && !names.includes(sumsOf(name));
    return names.filter((name) => isMissing(name) && this.isOfWholeDay(name, now));
  }

  /** Size and time of a file of events; undefined if it is missing or can't be read, which reading it reports. */
  async stat(name: string): Promise<LineFileState | undefined> {
    try {
      return await this.#files.stat(name);
    } catch (error) {
      this.#troubles.set(name, this.#t("The statistics of {0} can't be read: {1}.", dayOf(name), messageOf(error)));
      return undefined;
    }
  }

  /** The text that keeps the sums of a file of events; undefined without one. */
  async readSums(name: string): Promise<string | undefined> {
    try {
      const bytes = await this.#files.read(sumsOf(name), 0, maxReadBytes);
      return bytes && decode(bytes);
    } catch (error) {
      this.#reportSums(error);
      return undefined;
    }
  }

  /** Keeps the sums of a file of events, unless it was deleted. Resolves when done, or reported. */
  async writeSums(name: string, text: string): Promise<void> {
    try {
      if (await this.#files.stat(name)) await this.#files.overwrite(sumsOf(name), text);
      this.#troubles.clear("sums");
    } catch (error) {
      this.#reportSums(error);
    }
  }

  /** Deletes sums whose events were deleted while another window summed them up. */
  async removeLostSums(): Promise<void> {
    const names = await this.#names();
    const lost = names.filter((name) => kindOf(name) === "sums" && !names.includes(name.replace("sums", "events")));
    await this.#remove(lost);
  }

  #reportSums(error: unknown): void {
    this.#troubles.set(
      "sums",
      this.#t(
        "The sums of earlier days can't be kept, so the statistics page opens more slowly: {0}.",
        messageOf(error),
      ),
    );
  }

  /** Reports lines that contain no event. */
  reportDamage(name: string, lines: number): void {
    if (lines === 0) return;
    const where = this.#files.locationOf(name);
    const sentence =
      lines === 1
        ? this.#t("In the statistics of {0}, 1 damaged line is left out ({1}).", dayOf(name), where)
        : this.#t("In the statistics of {0}, {1} damaged lines are left out ({2}).", dayOf(name), lines, where);
    this.#troubles.set(name, sentence);
  }

  /** Deletes the files of days before a time; all of them without one. Resolves when done, or reported. */
  async remove(beforeMs = Number.POSITIVE_INFINITY): Promise<void> {
    const oldest = Number.isFinite(beforeMs) ? utcDay(beforeMs) : undefined;
    await this.#remove((await this.#names()).filter((name) => oldest === undefined || dayOf(name) < oldest));
  }

  async #remove(names: readonly string[]): Promise<void> {
    for (const name of names) {
      try {
        await this.#files.remove(name);
        this.#troubles.clear(name);
      } catch (error) {
        this.#troubles.set(
          name,
          this.#t("The old statistics of {0} can't be deleted: {1}.", dayOf(name), messageOf(error)),
        );
      }
    }
  }

  async #names(): Promise<readonly string[]> {
    try {
      const names = await this.#files.names();
      this.#troubles.clear("list");
      return names.filter((name) => pattern.test(name)).sort((a, b) => compare(dayOf(a), dayOf(b)) || compare(a, b));
    } catch (error) {
      this.#troubles.set("list", this.#t("The statistics of earlier days can't be read: {0}.", messageOf(error)));
      return [];
    }
  }
}

/** The file in which an event is recorded. */
export function eventFileName({ kind, at }: Pick<TelemetryEvent, "kind" | "at">): string {
  return `${kind === "request" ? "requests" : "events"}-${utcDay(at)}.jsonl`;
}

/** @param at milliseconds since 1970 */
function utcDay(at: number): string {
  return new Date(Math.min(lastDayMs, Math.max(0, at))).toISOString().slice(0, 10);
}

/** The day in a file's name, as 2026-11-23. */
function dayOf(name: string): string {
  return name.slice(-"2026-11-23.jsonl".length, -".jsonl".length);
}

/** What a file contains: events, requests or sums. */
function kindOf(name: string): string {
  return name.slice(0, name.indexOf("-"));
}

/** The file that keeps the sums of a file of events. */
function sumsOf(name: string): string {
  return name.replace("events", "sums");
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Groups lines so that each group is appended as a whole. */
function piecesOf(lines: readonly string[]): readonly (readonly string[])[] {
  const pieces: string[][] = [];
  let characters = maxAppendCharacters;
  for (const line of lines) {
    characters += line.length + 1;
    if (characters > maxAppendCharacters) {
      pieces.push([]);
      characters = line.length;
    }
    pieces.at(-1)?.push(line);
  }
  return pieces;
}

/** Lines that end within the first bytes of a piece, which begins with an empty line. */
function wholeLinesIn(text: string, bytes: number): number {
  const start = new TextEncoder().encode(text).subarray(0, bytes);
  return Math.max(0, start.filter((byte) => byte === newline).length - 1);
}

function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function decode(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
