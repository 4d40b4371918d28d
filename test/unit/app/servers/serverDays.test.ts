import { expect, test } from "vitest";
import { Pace } from "../../../../src/app/servers/pace.ts";
import { type Origins, serverDays } from "../../../../src/app/servers/serverDays.ts";
import { DailyUsage } from "../../../../src/core/server/guards/dailyUsage.ts";

const here = "http://127.0.0.1:8080";
const there = "https://ask.example";

async function days(origins: Origins) {
  const usage = new DailyUsage(() => 0);
  await usage.reserve(here, 9);
  const pace = new Pace();
  pace.measurements().promptSpeed.note(2);
  const changesOf = (origin: string) => (origin === there ? ['without "temperature"'] : []);
  return serverDays(origins, { usage, pace, changesOf, maxRequests: 9 });
}

test("each server is listed once, with its use", async () => {
  const usesOf = async (origins: Origins) => (await days(origins)).map(({ server, use }) => [server, use]);
  expect(await usesOf({ completion: undefined, chat: undefined })).toEqual([]);
  expect(await usesOf({ completion: here, chat: undefined })).toEqual([[here, "completions"]]);
  expect(await usesOf({ completion: undefined, chat: there })).toEqual([[there, "questions"]]);
  expect(await usesOf({ completion: here, chat: here })).toEqual([[here, "both"]]);
  expect(await usesOf({ completion: here, chat: there })).toEqual([
    [here, "completions"],
    [there, "questions"],
  ]);
});

test("the pace is that of the completion server, and changes belong to their server", async () => {
  const [completion, chat] = await days({ completion: here, chat: there });
  expect(completion).toMatchObject({ requests: 1, maxRequests: 9, promptTokensPerSecond: 2_000, changes: [] });
  expect(chat).toMatchObject({ requests: 0, changes: ['without "temperature"'] });
  expect(chat).not.toHaveProperty("promptTokensPerSecond");
});
