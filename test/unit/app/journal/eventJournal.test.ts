import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { formatEvent } from "../../../src/core/statistics/eventLines.ts";
import type { ShownEvent } from "../../../src/core/statistics/events.ts";
import { localDay } from "../../../src/core/util/localDay.ts";
import { EventLog } from "../../../src/vscode/journal/eventLog.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";

/** Noon, so that no test runs into the next day. */
const now = new Date(2026, 10, 23, 12).getTime();
const dayMs = 86_400_000;
const today = `events-${localDay(now)}.jsonl`;
const yesterday = `events-${localDay(now - dayMs)}.jsonl`;
let temporary: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let folder: string;
let warnings: string[];

beforeEach(async () => {
  vi.useFakeTimers({ now, toFake: ["Date", "setTimeout", "clearTimeout"] });
  temporary = await makeTemporaryFolder();
  folder = join(temporary.path, "storage");
  warnings = [];
});
afterEach(async () => {
  vi.useRealTimers();
  await temporary.remove();
});

const open = () => new EventLog(folder, (sentence) => warnings.push(sentence));

const shown = (suggestion: number, at = now): ShownEvent => ({
  kind: "shown", at, suggestion, languageId: "go", source: "embedded", characters: 10, lines: 1, latencyMs: 4,
}); // biome-ignore format: a record

async function prepare(name: string, content: string | Uint8Array): Promise<void> {
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, name), content);
}

test("a first start, without a folder, is no trouble", async () => {
  const log = open();
  await log.load();
  expect(await log.all()).toEqual([]);
  expect([log.troubles(), warnings]).toEqual([[], []]);
});

test("what is disposed of is written, and the next window counts it", async () => {
  const first = open();
  first.append(shown(1));
  first.append(shown(2));
  await first.dispose();
  const second = open();
  second.append(shown(3));
  await second.load();
  expect(second.today().toSorted((a, b) => a.at - b.at)).toEqual([shown(1), shown(2), shown(3)]);
  expect(warnings).toEqual([]);
});

test("days before are counted, and files older than ninety days go", async () => {
  const ancient = `events-${localDay(now - 95 * dayMs)}.jsonl`;
  await prepare(ancient, formatEvent(shown(1, now - 95 * dayMs)));
  await prepare(yesterday, `${formatEvent(shown(2, now - dayMs))}\n`);
  await prepare("notes.txt", "not ours");
  const log = open();
  await log.load();
  expect(await log.all()).toEqual([shown(2, now - dayMs)]);
  expect((await readdir(folder)).toSorted()).toEqual([yesterday, "notes.txt"].toSorted());
});

test("damaged lines are told with their number and their file, once; the others count", async () => {
  await prepare(today, `${formatEvent(shown(1))}\nrubbish\n{"kind":"sho`);
  await prepare(yesterday, Buffer.from([0, 255, 254, 10, 1, 2, 3]));
  const log = open();
  await log.load();
  await log.all();
  expect(await log.all()).toEqual([shown(1)]);
  expect(log.troubles()).toHaveLength(2);
  expect(log.troubles()[0]).toContain(
    `${localDay(now)}, 2 lines were damaged and are left out (${join(folder, today)})`,
  );
  expect(warnings).toEqual(log.troubles());
});

test("what is written after half a line stays readable", async () => {
  await prepare(today, `${formatEvent(shown(1))}\n{"kind":"sho`);
  const log = open();
  log.append(shown(2));
  await log.dispose();
  const next = open();
  await next.load();
  expect(next.today()).toEqual([shown(1), shown(2)]);
});

test("a file that can't be read is told, and the others count", async () => {
  await mkdir(join(folder, yesterday), { recursive: true });
  const log = open();
  log.append(shown(1));
  expect(await log.all()).toEqual([shown(1)]);
  expect(warnings).toHaveLength(1);
  expect(warnings[0]).toMatch(/^The counts of .* can't be read: EISDIR/);
  expect(log.troubles()).toEqual(warnings);
});

test("a folder that can't be read or written is told once each; what waited is written when it can be", async () => {
  await writeFile(folder, "a file where the folder belongs");
  const log = open();
  await log.load();
  log.append(shown(1));
  await log.flush();
  log.append(shown(2));
  await log.flush();
  expect(warnings.filter((sentence) => /can't be kept/.test(sentence))).toHaveLength(1);
  expect(log.today()).toEqual([shown(1), shown(2)]);

  await temporary.remove();
  await log.flush();
  const lines = (await readFile(join(folder, today), "utf8")).split("\n").filter((line) => line !== "");
  expect(lines).toEqual([shown(1), shown(2)].map(formatEvent));
  expect(log.troubles().filter((sentence) => /can't be kept/.test(sentence))).toEqual([]);
});
