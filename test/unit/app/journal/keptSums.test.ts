import { appendFile, mkdir, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { EventFiles, eventFileName } from "../../../../src/app/journal/eventFiles.ts";
import { EventJournal } from "../../../../src/app/journal/eventJournal.ts";
import { KeptSums } from "../../../../src/app/journal/keptSums.ts";
import { loadStatistics } from "../../../../src/app/journal/loadStatistics.ts";
import { Troubles } from "../../../../src/app/journal/troubles.ts";
import type { LineFiles } from "../../../../src/app/ports.ts";
import { DaySummary, formatDaySums, parseDaySums } from "../../../../src/core/statistics/daySums.ts";
import { formatEvent } from "../../../../src/core/statistics/eventLines.ts";
import { retentionTimesMs, suggestionOutcomes, type TelemetryEvent } from "../../../../src/core/statistics/events.ts";
import { type Statistics, Summary, summarize } from "../../../../src/core/statistics/statistics.ts";
import { english } from "../../../../src/core/types/translate.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
import { memoryLineFiles } from "../../../support/fakePorts.ts";
import { randomFrom } from "../../../support/random.ts";
import { recordedDays } from "../../../support/recordedDays.ts";
import { makeTemporaryFolder } from "../../../support/temporaryFolder.ts";

const dayMs = 86_400_000;
const hourMs = 3_600_000;
const noon = new Date(2026, 10, 23, 12).getTime();
const zone = process.env["TZ"];

let temporary: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let folder: string;
let warnings: string[];
let keepDays: number;

beforeEach(async () => {
  temporary = await makeTemporaryFolder();
  folder = temporary.path;
  warnings = [];
  keepDays = 90;
});
afterEach(async () => {
  if (zone === undefined) delete process.env["TZ"];
  else process.env["TZ"] = zone;
  await temporary.remove();
});

function open(files: LineFiles = nodeLineFiles(folder), now = noon): EventJournal {
  const clock = { wall: () => now, after: () => () => undefined };
  return new EventJournal({ files, clock, keepDays: () => keepDays, onTrouble: (sentence) => warnings.push(sentence) });
}

/** Files whose names are added to `read` when they are read. */
function watchReads(read: string[], real = nodeLineFiles(folder)): LineFiles {
  return {
    ...real,
    read(name, from, maxBytes) {
      read.push(name);
      return real.read(name, from, maxBytes);
    },
  };
}

async function record(days: number, files = nodeLineFiles(folder)): Promise<readonly TelemetryEvent[]> {
  const events = recordedDays(days, noon);
  const journal = open(files);
  for (const event of events) journal.append(event);
  await journal.flush();
  return events;
}

const all = async (journal: EventJournal) => (await loadStatistics(journal, 0, noon)).statistics;
const sumsFiles = async () => (await readdir(folder)).filter((name) => name.startsWith("sums"));

/** What the events themselves give, without any sums of days. */
async function plainly(journal: EventJournal, range: number, now: number) {
  const start = range === 0 ? 0 : dayStart(now, range - 1);
  const from = range === 0 ? 0 : dayStart(now, 2 * range - 1);
  const [statistics, before] = [new Summary(), new Summary()];
  await journal.read({ from, to: Number.POSITIVE_INFINITY }, (event) =>
    (event.at < start ? before : statistics).add(event),
  );
  return [statistics.finish(), before.finish()];
}

function dayStart(now: number, daysAgo: number): number {
  const date = new Date(now);
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() - daysAgo).getTime();
}

describe("figures with kept sums are those of the events", () => {
  const zones = [
    "UTC",
    "Pacific/Kiritimati",
    "America/St_Johns",
    "Asia/Kathmandu",
    "Europe/Berlin",
    "Pacific/Pago_Pago",
  ];

  test("for random events, time zones and ranges", async () => {
    const read: string[] = [];
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1 }),
        fc.constantFrom(...zones),
        fc.constantFrom(...zones),
        async (seed, home, away) => {
          const files = memoryLineFiles();
          process.env["TZ"] = home;
          const now = Date.UTC(2026, 9, 30, randomFrom(seed).below(24));
          writeRandomDays(files.contents, seed, now);
          // Built, read back, and after travelling to another time zone.
          for (const zoneNow of [home, home, away, away]) {
            process.env["TZ"] = zoneNow;
            for (const range of [0, 1, 2, 5, 30]) {
              const [statistics, before] = await plainly(open(files, now), range, now);
              const loaded = await loadStatistics(open(watchReads(read, files), now), range, now);
              expect(loaded.statistics).toEqual(statistics);
              expect(loaded.before).toEqual(range === 0 ? undefined : before);
            }
          }
        },
      ),
      { numRuns: 6, seed: 15 },
    );
    // Some days are added by their sums, and some are read, because an offer goes on at midnight.
    const before = eventFileName({ kind: "shown", at: Date.UTC(2026, 9, 28) });
    const sums = read.filter((name) => name.startsWith("sums")).length;
    const events = read.filter((name) => name.startsWith("events") && name < before).length;
    expect(events).toBeGreaterThan(100);
    expect(sums).toBeGreaterThan(events);
  });

  /**
   * Twelve days of two windows, with all kinds of events, offers of both windows that go on across every midnight, damaged
   * lines, and sometimes lines of version 1, which have no windows.
   */
  function writeRandomDays(contents: Map<string, string>, seed: number, now: number): void {
    const { below, pick } = randomFrom(seed);
    const isOld = below(4) === 0;
    const everyMs = (1 + below(6)) * hourMs;
    const lines = new Map<string, string[]>();
    const write = (event: TelemetryEvent, line = formatEvent(event)) => {
      const name = eventFileName(event);
      lines.set(name, [...(lines.get(name) ?? []), line]);
    };
    const events: TelemetryEvent[] = [];
    for (let at = now - 12 * dayMs, offer = 1; at < now; at += below(everyMs)) {
      if (below(9) > 0) offer++; // Otherwise another suggestion of the same offer.
      events.push(...offerAt(at, offer));
      if (below(5) === 0) events.push(modelRequestAt(at));
      if (below(9) === 0)
        events.push({
          kind: "answerRated",
          at,
          languageId: "other",
          verdict: "down",
          reason: pick(["wrong", undefined]),
        });
      if (below(9) === 0)
        events.push({ kind: "otherCompleter", at, languageId: "other", completer: pick(["copilot", "other"]) });
    }
    for (const event of events) {
      const { window, ...old } = event;
      write(
        event,
        isOld && below(10) === 0 ? JSON.stringify({ ...old, offer: undefined, suggestion: below(4) }) : undefined,
      );
      if (below(60) === 0) write(event, "torn {");
    }
    for (const [name, content] of lines) contents.set(name, content.join("\n"));

    function offerAt(at: number, offer: number): readonly TelemetryEvent[] {
      const source = pick(["embedded", "server", "nextEdit", "nextEditModel"] as const);
      const model = { id: 1 + below(2), protocol: "ollama", family: pick(["qwen", undefined] as const) } as const;
      const facts = {
        window: 1 + below(2), suggestion: offer * 3 + below(3), offer, languageId: pick(["go", "python"] as const), source,
        trigger: pick(["automatic", "explicit", undefined] as const), confidence: source === "server" ? undefined : below(997) / 997,
        model: source === "server" ? model : undefined, characters: 1 + below(50),
        variant: pick([undefined, { id: 1 + below(2), place: below(9) }]),
      } as const; // biome-ignore format: a record
      const acceptedCharacters = below(60);
      const later = at + below(4 * hourMs);
      return [
        { kind: "shown", at, ...facts, lines: 1, latencyMs: below(4_000) / 7 },
        ...(below(20) === 0
          ? []
          : [{ kind: "ended", at: later, ...facts, outcome: pick(suggestionOutcomes), reason: "movedAway", acceptedCharacters, shownForMs: 9 } as const]),
        ...(below(3) === 0
          ? [{ kind: "retained", at: later, ...facts, afterMs: pick(retentionTimesMs), acceptedCharacters, retainedCharacters: below(60), isStillInCode: below(2) === 0, isUndone: below(9) === 0 } as const]
          : []),
      ]; // biome-ignore format: records
    }

    function modelRequestAt(at: number): TelemetryEvent {
      return {
        kind: "modelRequest", at, window: 1, languageId: "go", trigger: pick(["automatic", "prefetch"] as const), suggestion: 1,
        redactions: 0, snippets: undefined, promptTokens: below(900), cachedTokens: 40, completionTokens: 7, firstTokenMs: 80,
        cost: pick([undefined, below(1_000) / 7_000]), failure: pick([undefined, "prose", "other"] as const),
        model: { id: 1 + below(2), protocol: "ollama", family: "qwen" },
      }; // biome-ignore format: a record
    }
  }
});

test("whole days are read once; then only today's events are", async () => {
  const events = await record(8);
  const read: string[] = [];
  const first = await all(open(watchReads(read)));
  expect(read.filter((name) => name.startsWith("events")).length).toBeGreaterThan(7);
  read.length = 0;
  const second = await all(open(watchReads(read)));
  // Yesterday's may contain the first events of the user's today.
  const yesterday = eventFileName({ kind: "shown", at: noon - dayMs });
  expect(read.filter((name) => name.startsWith("events") && name < yesterday)).toEqual([]);
  expect(first).toEqual(summarize(events));
  expect(second).toEqual(first);
});

test("damaged lines of a day are reported from its sums, too", async () => {
  await record(3);
  const [name = ""] = (await readdir(folder)).filter((each) => each.startsWith("events"));
  await appendFile(join(folder, name), "rubbish\nmore rubbish\n");
  for (const _ of ["built", "kept"]) {
    warnings.length = 0;
    await all(open());
    expect(warnings).toEqual([expect.stringContaining("2 damaged lines are left out")]);
  }
});

test("each batch of events keeps the sums of one more day, the last one first", async () => {
  await record(4);
  await writeFile(join(folder, "events-2026-11-01.jsonl"), "nothing but rubbish\n");
  let due: (() => void) | undefined;
  const read: string[] = [];
  const journal = new EventJournal({
    files: watchReads(read),
    clock: {
      wall: () => noon,
      after: (_ms, callback) => {
        due = callback;
        return () => undefined;
      },
    },
    keepDays: () => keepDays,
    onTrouble: (sentence) => warnings.push(sentence),
  });
  const [event = expect.fail()] = recordedDays(1, noon);
  const lastDay = new Date(noon - dayMs).toISOString().slice(0, 10); // Files are of days in UTC.
  for (const count of [1, 2, 3, 4, 4, 4]) {
    journal.append({ ...event, at: noon });
    due?.();
    const kept = async () => (await sumsFiles()).length;
    await expect.poll(kept, { timeout: 60_000 }).toBe(count);
    expect(await sumsFiles()).toContain(`sums-${lastDay}.jsonl`);
    await journal.flush();
  }
  expect(read.filter((name) => name === "events-2026-11-01.jsonl").length).toBeLessThan(3);
  expect(warnings).toEqual([]);
});

test("once all days have their sums, the folder is not listed again until the next day", async () => {
  await record(3);
  let listed = 0;
  let isBroken = true;
  const real = nodeLineFiles(folder);
  const names = () => {
    listed++;
    return isBroken ? Promise.reject(new Error("no disk")) : real.names();
  };
  const files = new EventFiles({ ...real, names }, new Troubles(() => undefined), english);
  const sums = new KeptSums(files, (write) => write());
  await sums.ofNext(noon);
  isBroken = false;
  for (let batch = 0; batch < 8; batch++) await sums.ofNext(noon);
  expect((await sumsFiles()).length).toBeGreaterThan(1);
  const complete = listed;
  expect(complete).toBeLessThan(8);
  await sums.ofNext(noon + hourMs);
  expect(listed).toBe(complete);
  await sums.ofNext(noon + dayMs);
  expect(listed).toBe(complete + 1);
});

describe("sums are built again", () => {
  let expected: Statistics;
  let kept: string;
  let good: Buffer;
  beforeEach(async () => {
    await record(3);
    expected = await all(open());
    [kept = ""] = await sumsFiles();
    good = await readFile(join(folder, kept));
  });
  const eventsOf = () => join(folder, kept.replace("sums", "events"));

  test("if any byte is damaged, or part of the file is missing", async () => {
    const damaged = Array.from({ length: 40 }, (_, step) => {
      const bytes = Buffer.from(good);
      const at = Math.floor((step / 40) * bytes.length);
      bytes[at] = (bytes[at] ?? 0) ^ 1; // One digit or letter becomes another.
      return bytes;
    });
    const cut = [0, 1, 10, good.length - 5].map((length) => good.subarray(0, length));
    for (const bytes of [...damaged, ...cut, Buffer.from([255, 0, 10, 10]), Buffer.from("[]\n[]\n")]) {
      await writeFile(join(folder, kept), bytes);
      expect(await all(open())).toEqual(expected);
      expect((await readFile(join(folder, kept))).equals(good)).toBe(true);
    }
  });

  test("if an event is added to the day, or the file has another time", async () => {
    const [line = ""] = (await readFile(eventsOf(), "utf8")).trim().split("\n");
    await appendFile(eventsOf(), `\n${line.replace(/"window":7/, '"window":8')}\n`);
    expect((await all(open())).all.shown).toBe(expected.all.shown + 1);
    await utimes(eventsOf(), 1, 1);
    const read: string[] = [];
    await all(open(watchReads(read)));
    expect(read).toContain(kept.replace("sums", "events"));
  });

  test("if they are of another version", async () => {
    const summary = new DaySummary();
    summary.add(recordedDays(1, noon)[0] ?? expect.fail());
    const state = { size: 1, modified: 2 };
    const text = formatDaySums(summary.finish(0) ?? expect.fail(), state);
    expect(parseDaySums(text, state)).toBeDefined();
    expect(parseDaySums(text, { ...state, size: 2 })).toBeUndefined();
    expect(parseDaySums(text, { ...state, modified: 3 })).toBeUndefined();
  });
});

test("the version of the sums has to grow when the sums of these events change", () => {
  process.env["TZ"] = "UTC";
  const summary = new DaySummary();
  for (const event of recordedDays(1, Date.UTC(2026, 10, 23, 12))) summary.add(event);
  const text = formatDaySums(summary.finish(0) ?? expect.fail(), { size: 1, modified: 2 });
  expect([text.split("\n")[0], /"version":(\d+)/.exec(text)?.[1]]).toMatchInlineSnapshot(`
    [
      "biupo33k2g",
      "1",
    ]
  `);
});

test("windows that sum up at once keep the same", async () => {
  const events = await record(6);
  const loaded = await Promise.all([1, 2, 3, 4].map(() => all(open())));
  for (const statistics of [...loaded, await all(open())]) expect(statistics).toEqual(summarize(events));
  expect(warnings).toEqual([]);
});

describe("sums are deleted", () => {
  test("with everything, also if they are built at that moment", async () => {
    await record(5);
    await all(open());
    expect((await sumsFiles()).length).toBeGreaterThan(3);
    for (const name of await sumsFiles()) await rm(join(folder, name));
    const journal = open();
    const building = all(journal);
    await journal.deleteAll();
    await building;
    expect(await readdir(folder)).toEqual([]);
  });

  test("with the days that are too old", async () => {
    await record(5);
    await all(open());
    keepDays = 2;
    await open().flush();
    const days = (names: readonly string[]) => names.map((name) => name.slice(name.indexOf("-")));
    const events = (await readdir(folder)).filter((name) => name.startsWith("events"));
    expect(events.length).toBeLessThan(5);
    expect(days(events)).toEqual(expect.arrayContaining(days(await sumsFiles())));
  });

  test("if their events were deleted by another window", async () => {
    await record(5);
    await all(open());
    const [kept = ""] = await sumsFiles();
    await rm(join(folder, kept.replace("sums", "events")));
    await open().flush();
    expect(await sumsFiles()).not.toContain(kept);
    expect((await sumsFiles()).length).toBeGreaterThan(0);
  });
});

describe("without a place to keep sums", () => {
  test("the figures are the same, and the reason is reported once", async () => {
    const events = await record(4);
    const readOnly: LineFiles = {
      ...nodeLineFiles(folder),
      overwrite: () => Promise.reject(new Error("EROFS: read-only file system, open")),
    };
    const journal = open(readOnly);
    for (const _ of [1, 2]) expect(await all(journal)).toEqual(summarize(events));
    expect(warnings).toEqual([expect.stringMatching(/^The sums of earlier days can't be kept.*EROFS/)]);
  });

  test("a folder in place of the file is reported, and the figures are the same", async () => {
    const events = await record(4);
    await mkdir(join(folder, eventFileName({ kind: "shown", at: noon - 2 * dayMs }).replace("events", "sums")));
    expect(await all(open())).toEqual(summarize(events));
    expect(warnings.join()).toMatch(/EISDIR/);
  });

  test("nothing is written where nothing is to be kept", async () => {
    const files = memoryLineFiles();
    await record(4, files);
    keepDays = 0;
    await all(open({ ...files, remove: () => Promise.reject(new Error("EPERM")) }));
    expect([...files.contents.keys()].filter((name) => name.startsWith("sums"))).toEqual([]);
  });
});
