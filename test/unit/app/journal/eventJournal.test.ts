import { spawn } from "node:child_process";
import { once } from "node:events";
import { appendFile, mkdir, readdir, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventJournal } from "../../../../src/app/journal/eventJournal.ts";
import type { LineFiles } from "../../../../src/app/ports.ts";
import { formatEvent } from "../../../../src/core/statistics/eventLines.ts";
import type { ShownEvent, TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
import { makeTemporaryFolder } from "../../../support/temporaryFolder.ts";

const dayMs = 86_400_000;
/** Noon, so that no test runs into the next day unless it means to. */
const noon = new Date(2026, 10, 23, 12).getTime();
const fileOf = (at: number) => `events-${new Date(at).toISOString().slice(0, 10)}.jsonl`;
const requestFileOf = (at: number) => fileOf(at).replace("events", "requests");
const today = fileOf(noon);
const yesterday = fileOf(noon - dayMs);

let temporary: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let folder: string;
let warnings: string[];
let now: number;
let keepDays: number;

beforeEach(async () => {
  temporary = await makeTemporaryFolder();
  folder = join(temporary.path, "storage");
  warnings = [];
  now = noon;
  keepDays = 90;
});
afterEach(() => temporary.remove());

/** A window. It writes when it is told to flush. */
function open(files: LineFiles = nodeLineFiles(folder)): EventJournal {
  const clock = { wall: () => now, after: () => () => undefined };
  return new EventJournal({ files, clock, keepDays: () => keepDays, onTrouble: (sentence) => warnings.push(sentence) });
}

const shown = (suggestion: number, at = noon, window = 1): ShownEvent => ({
  kind: "shown", at, window, offer: suggestion, suggestion, languageId: "go", source: "embedded", characters: 10, lines: 1,
  latencyMs: 4,
}); // biome-ignore format: a record

const request = (number: number, at = noon): TelemetryEvent => ({
  kind: "request", at, window: 1, request: number, languageId: "go", trigger: "automatic", outcome: "skipped",
  reason: "snoozed", source: undefined, reuse: "no", suggestion: undefined, characters: undefined, lines: undefined,
  confidence: undefined, stagesMs: { total: 1 },
}); // biome-ignore format: a record

async function prepare(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
}

async function all(journal: EventJournal, withRequests = false): Promise<readonly TelemetryEvent[]> {
  const events: TelemetryEvent[] = [];
  await journal.read({ from: 0, to: Number.POSITIVE_INFINITY, withRequests }, (event) => events.push(event));
  return events;
}

/** Files whose names are added to `read` when they are read. */
function watchReads(read: string[]): LineFiles {
  const real = nodeLineFiles(folder);
  return {
    ...real,
    read(name, from, maxBytes) {
      read.push(name);
      return real.read(name, from, maxBytes);
    },
  };
}

const idsOf = (events: readonly TelemetryEvent[]) =>
  events.flatMap((event) => (event.kind === "shown" ? [event.suggestion] : []));

test("a first start, without a folder, is no trouble", async () => {
  const journal = open();
  await journal.flush();
  expect(await all(journal)).toEqual([]);
  expect([journal.troubles(), warnings]).toEqual([[], []]);
});

describe("several windows", () => {
  test("count the same today, and count nothing twice", async () => {
    const [first, second] = [open(), open()];
    first.append(shown(1));
    second.append(shown(2, noon, 2));
    await first.flush();
    await second.flush();
    second.append(shown(3, noon, 2));
    await second.flush();
    await first.flush();
    first.append(shown(4));
    expect(idsOf(first.today())).toEqual([1, 2, 3, 4]);
    await first.flush();
    await second.flush();
    expect(idsOf(second.today())).toEqual([1, 2, 3, 4]);
    expect(second.today()).toEqual(first.today());
  });

  test("of real processes that write at once lose nothing and damage nothing", async () => {
    const windows = [1, 2, 3, 4];
    const script = new URL("../../../support/journalWriter.ts", import.meta.url).pathname;
    const writers = windows.map((window) => spawn(process.execPath, [script, folder, String(window), "700"]));
    const codes = await Promise.all(writers.map(async (writer) => (await once(writer, "exit"))[0]));
    expect(codes).toEqual([0, 0, 0, 0]);
    now = Date.now();
    const events = await all(open());
    const keys = new Set(events.map((event) => `${event.window} ${event.kind === "shown" && event.suggestion}`));
    expect([events.length, keys.size, warnings]).toEqual([2_800, 2_800, []]);
  });

  test("survive that one is killed in mid-write", async () => {
    const script = new URL("../../../support/journalWriter.ts", import.meta.url).pathname;
    const killed = spawn(process.execPath, [script, folder, "1", "1000000"]);
    const journal = open();
    now = Date.now();
    while (journal.today().length < 50) await journal.flush();
    killed.kill("SIGKILL");
    await once(killed, "exit");
    // Wherever the kill hit, cut the file inside its last line, as a machine that loses power does.
    const path = join(folder, fileOf(now));
    const { length } = await readFile(path);
    await truncate(path, length - 20);
    const survivor = open();
    survivor.append(shown(9_999_999, now, 2));
    await survivor.flush();
    const events = await all(survivor);
    expect(events.at(-1)).toMatchObject({ window: 2 });
    const written = idsOf(events.slice(0, -1));
    expect(written).toEqual(written.map((_, index) => index + 1));
    expect(warnings.join()).toMatch(/1 damaged line is left out/);
  });
});

test("only the days of the range are read", async () => {
  const read: string[] = [];
  const journal = open(watchReads(read));
  for (const daysAgo of [60, 30, 10, 0]) journal.append(shown(daysAgo, noon - daysAgo * dayMs));
  await journal.flush();
  read.length = 0;
  const events: TelemetryEvent[] = [];
  await journal.read({ from: noon - 11 * dayMs, to: noon - 9 * dayMs }, (event) => events.push(event));
  expect(idsOf(events)).toEqual([10]);
  expect(new Set(read.filter((name) => name < yesterday))).toEqual(new Set([fileOf(noon - 10 * dayMs)]));
});

describe("requests of the editor", () => {
  const requestsOf = (events: readonly TelemetryEvent[]) =>
    events.flatMap((event) => (event.kind === "request" ? [event.request] : []));

  test("have files of their own, which are read only if they are asked for", async () => {
    const read: string[] = [];
    const journal = open(watchReads(read));
    for (const number of [1, 2, 3]) {
      journal.append(request(number));
      journal.append(shown(number));
    }
    await journal.flush();
    expect((await readdir(folder)).toSorted()).toEqual([today, requestFileOf(noon)]);
    const others = await all(journal);
    expect([idsOf(others), requestsOf(others)]).toEqual([[1, 2, 3], []]);
    expect(new Set(read)).toEqual(new Set([today]));
    const everything = await all(journal, true);
    expect([idsOf(everything), requestsOf(everything)]).toEqual([
      [1, 2, 3],
      [1, 2, 3],
    ]);
  });

  test("in a file that earlier versions shared with other events are found there", async () => {
    await prepare(yesterday, [shown(1, noon - dayMs), request(2, noon - dayMs)].map(formatEvent).join("\n"));
    const journal = open();
    journal.append(request(3));
    expect([requestsOf(await all(journal)), idsOf(await all(journal))]).toEqual([[], [1]]);
    expect(requestsOf(await all(journal, true))).toEqual([2, 3]);
    expect(warnings).toEqual([]);
  });

  test("are kept apart where nothing is written, too", async () => {
    keepDays = 0;
    const journal = open();
    for (const event of [shown(1), request(1)]) journal.append(event);
    expect([(await all(journal)).length, (await all(journal, true)).length]).toEqual([1, 2]);
  });

  test("are deleted with their day, and with everything", async () => {
    await prepare(requestFileOf(noon - 95 * dayMs), formatEvent(request(1, noon - 95 * dayMs)));
    await prepare(requestFileOf(noon - dayMs), formatEvent(request(2, noon - dayMs)));
    const journal = open();
    await journal.flush();
    expect(await readdir(folder)).toEqual([requestFileOf(noon - dayMs)]);
    await journal.deleteAll();
    expect(await readdir(folder)).toEqual([]);
  });
});

test("days that are older than the setting says are deleted, and no other files", async () => {
  await prepare(fileOf(noon - 95 * dayMs), formatEvent(shown(1, noon - 95 * dayMs)));
  await prepare(yesterday, `${formatEvent(shown(2, noon - dayMs))}\n`);
  await prepare("notes.txt", "not ours");
  const journal = open();
  expect(idsOf(await all(journal))).toEqual([2]);
  expect((await readdir(folder)).toSorted()).toEqual([yesterday, "notes.txt"].toSorted());
});

test("0 days: nothing is written, what was kept is deleted, and today still counts in this window", async () => {
  await prepare(yesterday, `${formatEvent(shown(1, noon - dayMs))}\n`);
  keepDays = 0;
  const journal = open();
  journal.append(shown(2));
  await journal.flush();
  expect(idsOf(journal.today())).toEqual([2]);
  expect(await readdir(folder)).toEqual([]);
  expect(idsOf(await all(journal))).toEqual([2]);
});

test("0 days from now on: what waits is not written", async () => {
  const journal = open();
  journal.append(shown(1));
  keepDays = 0;
  await journal.flush();
  keepDays = 90;
  journal.append(shown(2));
  await journal.flush();
  expect(idsOf(await all(open()))).toEqual([2]);
});

test("deleting leaves nothing behind, and every window counts from zero", async () => {
  const [first, second] = [open(), open()];
  first.append(shown(1));
  await first.flush();
  await second.flush();
  second.append(shown(2, noon, 2));
  await second.deleteAll();
  expect(await readdir(folder)).toEqual([]);
  await first.flush();
  expect([first.today(), second.today(), await all(first), second.recent()]).toEqual([[], [], [], []]);
  first.append(shown(3));
  await first.flush();
  await second.flush();
  expect(idsOf(second.today())).toEqual([3]);
});

describe("time", () => {
  test("an event counts on its own day, whenever it is written", async () => {
    const journal = open();
    const midnight = new Date(2026, 10, 24).getTime();
    journal.append(shown(1, midnight - 1));
    journal.append(shown(2, midnight));
    now = midnight + 1_000;
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([2]);
    const before: TelemetryEvent[] = [];
    await journal.read({ from: midnight - dayMs, to: midnight }, (event) => before.push(event));
    expect(idsOf(before)).toEqual([1]);
  });

  test("at midnight, counting begins at zero", async () => {
    const journal = open();
    journal.append(shown(1));
    await journal.flush();
    now = new Date(2026, 10, 24, 0, 0, 1).getTime();
    expect(journal.today()).toEqual([]);
    await journal.flush();
    expect(journal.today()).toEqual([]);
  });

  test("a clock that jumps back loses nothing and counts nothing twice", async () => {
    const journal = open();
    journal.append(shown(1));
    await journal.flush();
    now = noon - 3 * dayMs;
    journal.append(shown(2, now));
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([2]);
    now = noon;
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([1]);
    expect(idsOf(await all(journal)).toSorted()).toEqual([1, 2]);
  });

  test.each(["Pacific/Kiritimati", "Pacific/Pago_Pago"])(
    "travelling to %s moves no event to another file",
    async (zone) => {
      const before = process.env["TZ"];
      try {
        const journal = open();
        journal.append(shown(1));
        await journal.flush();
        process.env["TZ"] = zone;
        await journal.flush();
        const start = new Date(now).setHours(0, 0, 0, 0);
        expect(idsOf(journal.today())).toEqual(noon >= start ? [1] : []);
        expect(idsOf(await all(open()))).toEqual([1]);
        expect(await readdir(folder)).toEqual([today]);
      } finally {
        if (before === undefined) delete process.env["TZ"];
        else process.env["TZ"] = before;
      }
    },
  );
});

describe("a file system that refuses", () => {
  test("damaged lines are reported with their number and file, once; the others count", async () => {
    await prepare(today, `${formatEvent(shown(1))}\nrubbish\n{"v":2,"kind":"sho\n`);
    await prepare(yesterday, Buffer.from([0, 255, 254, 10, 1, 2, 3]));
    const journal = open();
    await journal.flush();
    expect(idsOf(await all(journal))).toEqual([1]);
    await all(journal);
    expect(journal.troubles()).toHaveLength(2);
    expect(journal.troubles().join()).toContain(`2 damaged lines are left out (${join(folder, today)})`);
    expect(warnings.toSorted()).toEqual(journal.troubles().toSorted());
  });

  test("what is written after half a line stays readable, and half a line is read when it is whole", async () => {
    const line = formatEvent(shown(2, noon, 2));
    await prepare(today, `${formatEvent(shown(1))}\n${line.slice(0, 30)}`);
    const journal = open();
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([1]);
    await appendFile(join(folder, today), `${line.slice(30)}\n`);
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([1, 2]);
    expect(warnings).toEqual([]);
  });

  test("a file of lines without ends is passed over", async () => {
    await prepare(yesterday, Buffer.alloc(9 * 1024 * 1024, 120));
    const journal = open();
    journal.append(shown(1));
    expect(idsOf(await all(journal))).toEqual([1]);
  });

  test("a file that can't be read is reported, and the others count", async () => {
    await mkdir(join(folder, yesterday), { recursive: true });
    const journal = open();
    journal.append(shown(1));
    expect(idsOf(await all(journal))).toEqual([1]);
    expect(warnings).toHaveLength(1);
    expect(warnings[0]).toMatch(/^The statistics of .* can't be read: EISDIR/);
  });

  test("a folder that can't be written is reported once; what waited is written when it can be", async () => {
    await writeFile(folder, "a file where the folder belongs");
    const journal = open();
    await journal.flush();
    journal.append(shown(1));
    await journal.flush();
    journal.append(shown(2));
    await journal.flush();
    expect(warnings.filter((sentence) => /can't be kept/.test(sentence))).toHaveLength(1);
    expect(idsOf(journal.today())).toEqual([1, 2]);
    expect(idsOf(await all(journal))).toEqual([1, 2]);
    await rm(folder);
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([1, 2]);
    expect(idsOf(await all(open()))).toEqual([1, 2]);
    expect(journal.troubles().filter((sentence) => /can't be kept/.test(sentence))).toEqual([]);
  });

  test("a disk that is full in the middle of a line loses nothing and counts nothing twice", async () => {
    const real = nodeLineFiles(folder);
    let room = 700;
    const full: LineFiles = {
      ...real,
      async append(name, text) {
        if (room === 0) throw new Error("ENOSPC: no space left on device, write");
        const part = text.slice(0, room);
        room = Math.max(0, room - text.length);
        return real.append(name, part);
      },
    };
    const journal = open(full);
    for (let id = 1; id <= 10; id++) for (const event of [shown(id), request(id)]) journal.append(event);
    await journal.flush();
    await journal.flush();
    expect(warnings).toHaveLength(2); // Cut short, and then nothing at all.
    expect(idsOf(journal.today())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    room = Number.POSITIVE_INFINITY;
    await journal.flush();
    expect(idsOf(journal.today())).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(idsOf(await all(open()))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(await all(open(), true)).toHaveLength(20);
  });

  test("a defect is reported, and the next attempt works", async () => {
    let isBroken = false;
    const journal = open({
      ...nodeLineFiles(folder),
      locationOf: (name) => name,
      names() {
        if (isBroken) throw new RangeError("broken");
        return nodeLineFiles(folder).names();
      },
      append(name, text) {
        if (isBroken) throw new RangeError("broken");
        return nodeLineFiles(folder).append(name, text);
      },
    });
    journal.append(shown(1));
    isBroken = true;
    await journal.flush();
    expect(warnings.join()).toMatch(/broken/);
    isBroken = false;
    journal.append(shown(2));
    await journal.flush();
    expect([idsOf(journal.today()), journal.troubles()]).toEqual([[1, 2], []]);
  });

  test("a really full disk is survived", async ({ skip }) => {
    const device: LineFiles = { ...nodeLineFiles("/dev"), names: async () => [] };
    const appendToFull: LineFiles = { ...device, append: (_name, text) => device.append("full", text) };
    if (process.platform !== "linux") skip();
    const journal = open(appendToFull);
    journal.append(shown(1));
    await journal.flush();
    expect(warnings.join()).toMatch(/ENOSPC/);
    expect(idsOf(journal.today())).toEqual([1]);
  });
});
