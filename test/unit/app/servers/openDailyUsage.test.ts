import { appendFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openDailyUsage } from "../../../../src/app/servers/openDailyUsage.ts";
import { localDay } from "../../../../src/core/util/localDay.ts";
import { nodeLineFiles } from "../../../../src/node/nodeLineFiles.ts";
import { ManualClock, memoryLineFiles } from "../../../support/fakePorts.ts";
import { makeTemporaryFolder } from "../../../support/temporaryFolder.ts";

const noWarning = (sentence: string) => expect.fail(sentence);
const day = 24 * 3600 * 1000;
const nameOf = (clock: ManualClock) => `usage-${localDay(clock.wall())}.jsonl`;

/** How many of these attempts were allowed. */
async function allowed(attempts: readonly Promise<void>[]): Promise<number> {
  return (await Promise.allSettled(attempts)).filter(({ status }) => status === "fulfilled").length;
}

test("several windows that ask at the same time share one limit", async () => {
  const folder = await makeTemporaryFolder();
  try {
    const clock = new ManualClock();
    const windows = [1, 2, 3].map(() => openDailyUsage(nodeLineFiles(folder.path), clock, noWarning));
    const attempts = Array.from({ length: 30 }, (_, at) => windows[at % 3]?.reserve("s", 10) ?? expect.fail());
    expect(await allowed(attempts)).toBe(10);
    for (const usage of windows) {
      await usage.refresh();
      expect(usage.today("s").requests).toBe(10);
      expect(usage.today("other").requests).toBe(0);
    }
  } finally {
    await folder.remove();
  }
});

test("tokens that one window counts are those of all", async () => {
  const files = memoryLineFiles();
  const clock = new ManualClock();
  const [here, there] = [openDailyUsage(files, clock, noWarning), openDailyUsage(files, clock, noWarning)];
  here.countTokens("s", { promptTokens: 5, cachedTokens: 3 });
  there.countTokens("s", { promptTokens: 2, completionTokens: 1 });
  await here.refresh();
  await there.refresh();
  await here.refresh();
  expect(here.today("s")).toMatchObject({ requests: 0, promptTokens: 7, cachedTokens: 3, completionTokens: 1 });
  expect(there.today("s")).toEqual(here.today("s"));
});

test("counts survive a restart on the same day, and end with it", async () => {
  const files = memoryLineFiles();
  const clock = new ManualClock();
  const first = nameOf(clock);
  await openDailyUsage(files, clock, noWarning).reserve("s", 1);
  await expect(openDailyUsage(files, clock, noWarning).reserve("s", 1)).rejects.toMatchObject({ kind: "rateLimited" });
  clock.advance(day);
  await openDailyUsage(files, clock, noWarning).reserve("s", 1);
  expect([...files.contents.keys()]).not.toContain(first);
});

test("lines that are damaged, cut off or of another kind are reported once, and the others count", async () => {
  const folder = await makeTemporaryFolder();
  try {
    const clock = new ManualClock();
    const files = nodeLineFiles(folder.path);
    await openDailyUsage(files, clock, noWarning).reserve("s", 9);
    await appendFile(join(folder.path, nameOf(clock)), '{"day":3}\nnull\n{"id":"x","server":"s","requ');
    const warnings: string[] = [];
    const usage = openDailyUsage(files, clock, (sentence) => void warnings.push(sentence));
    await usage.reserve("s", 9);
    expect(usage.today("s").requests).toBe(2);
    expect(warnings).toEqual([expect.stringContaining("damaged")]);
  } finally {
    await folder.remove();
  }
});

test("counts that can't be saved are reported once, and hold in their window", async () => {
  const full = { append: () => Promise.reject(new Error("the disk is full")) };
  const warnings: string[] = [];
  const files = { ...memoryLineFiles(), ...full };
  const usage = openDailyUsage(files, new ManualClock(), (sentence) => void warnings.push(sentence));
  await usage.reserve("s", 2);
  await usage.reserve("s", 2);
  await expect(usage.reserve("s", 2)).rejects.toMatchObject({ kind: "rateLimited" });
  expect(warnings).toEqual([expect.stringContaining("the disk is full")]);
});
