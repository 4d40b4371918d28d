import { expect, test } from "vitest";
import { adaptiveDelay, RecentMedian, TypingRhythm } from "../../../src/core/server/guards/adaptiveDelay.ts";
import { Breaker } from "../../../src/core/server/guards/breaker.ts";
import { DailyUsage } from "../../../src/core/server/guards/dailyUsage.ts";
import { type Guards, guardChat, guardModel } from "../../../src/core/server/guards/guardedModel.ts";
import { ServerMeter } from "../../../src/core/server/guards/serverMeter.ts";
import { type ChatModel, type CompletionModel, ModelError, type ModelUsage } from "../../../src/core/types/model.ts";
import { sampleLimits, sampleParts } from "../../support/askServer.ts";

const down = new ModelError("unreachable", "ECONNREFUSED");

test("the breaker opens after failures in a row, waits twice as long each time, and closes after a success", () => {
  const breaker = new Breaker();
  breaker.failed(down, 0);
  expect(breaker.refusal(0)).toBeUndefined();
  breaker.failed(down, 0);
  expect(breaker.refusal(1_999)?.kind).toBe("unreachable");
  expect(breaker.refusal(2_000)).toBeUndefined();
  breaker.failed(down, 2_000);
  expect(breaker.refusal(5_999)?.retryAfterMs).toBe(1);
  expect(breaker.refusal(6_000)).toBeUndefined();
  breaker.succeeded();
  breaker.failed(down, 7_000);
  expect(breaker.refusal(7_000)).toBeUndefined();
});

test("the breaker waits as long as a server asks, but not for ever", () => {
  const breaker = new Breaker();
  breaker.failed(new ModelError("rateLimited", "slow down", 30_000), 0);
  expect(breaker.refusal(29_999)).toBeDefined();
  expect(breaker.refusal(30_000)).toBeUndefined();
  breaker.failed(new ModelError("rateLimited", "come tomorrow", 86_400_000), 30_000);
  expect(breaker.refusal(630_000)).toBeUndefined();
});

test("a prompt that is too long says nothing about the server", () => {
  const breaker = new Breaker();
  for (let round = 0; round < 10; round++) breaker.failed(new ModelError("contextOverflow", ""), 0);
  expect(breaker.refusal(0)).toBeUndefined();
});

test("usage counts by day and server, refuses above the limit, and starts again at midnight", async () => {
  let now = new Date(2026, 10, 23, 23, 59, 0).getTime();
  const usage = new DailyUsage(() => now);
  await usage.reserve("a", 1);
  usage.countTokens("a", { promptTokens: 100, completionTokens: 7 });
  await usage.refresh();
  expect(usage.today("a")).toMatchObject({ day: "2026-11-23", requests: 1, promptTokens: 100, completionTokens: 7 });
  expect(usage.today("b").requests).toBe(0);
  await expect(usage.reserve("a", 1)).rejects.toMatchObject({ kind: "rateLimited", retryAfterMs: 60_000 });
  expect(usage.today("a").requests).toBe(1);
  await usage.reserve("a", 2);
  await usage.reserve("a", 0);
  await usage.refresh();
  expect(usage.today("a").requests).toBe(3);
  now += 60_000;
  await usage.reserve("a", 1);
  expect(usage.today("a")).toMatchObject({ day: "2026-11-24", requests: 1, promptTokens: 0 });
});

test("a fast server is asked at once, a slow one after a pause, and the preference counts", () => {
  expect(adaptiveDelay(200, 60, "balanced")).toBe(0);
  expect(adaptiveDelay(200, 400, "balanced")).toBe(250);
  expect(adaptiveDelay(200, 400, "short")).toBe(125);
  expect(adaptiveDelay(500, 5_000, "long")).toBe(600);
  for (const latency of [0, 50, 100, 200, 400, 800]) {
    expect(adaptiveDelay(200, latency, "balanced")).toBeLessThanOrEqual(adaptiveDelay(200, latency * 2, "balanced"));
  }
  expect(adaptiveDelay(undefined, undefined, "balanced")).toBe(100);
});

test("typing rhythm is the median between keystrokes; a pause for thought is none", () => {
  const rhythm = new TypingRhythm();
  expect(rhythm.medianMs).toBeUndefined();
  for (const at of [0, 100, 200, 310, 5_000, 5_100]) rhythm.typed(at);
  expect(rhythm.medianMs).toBe(100);
  const median = new RecentMedian(3);
  for (const value of [9, 9, 9, 1, 2, 3]) median.note(value);
  expect(median.median).toBe(2);
});

function guards(maxRequests = 3): Guards & { readonly usage: DailyUsage } {
  const usage = new DailyUsage(() => 0);
  return {
    usage,
    breaker: new Breaker(),
    meter: new ServerMeter(usage, "s", () => maxRequests),
    firstTokenMs: new RecentMedian(),
    promptSpeed: new RecentMedian(),
    now: () => 0,
  };
}

function failing(error: ModelError | undefined): CompletionModel {
  return {
    label: "fake",
    async *stream(_parts, _limits, onUsage) {
      yield "text";
      onUsage({ promptTokens: 5, firstTokenMs: 10 });
      if (error) throw error;
    },
  };
}

async function read(model: CompletionModel): Promise<string> {
  let text = "";
  for await (const chunk of model.stream(sampleParts, sampleLimits, () => undefined, new AbortController().signal))
    text += chunk;
  return text;
}

test("a guarded model counts, refuses above the limit, however a request ends", async () => {
  const all = guards();
  const good = guardModel(failing(undefined), all);
  expect(await read(good)).toBe("text");
  for await (const _ of good.stream(sampleParts, sampleLimits, () => undefined, new AbortController().signal)) break;
  await expect(read(guardModel(failing(down), all))).rejects.toThrow("unreachable");
  await expect(read(good)).rejects.toThrow("used up");
  expect(all.usage.today("s")).toMatchObject({ requests: 3, promptTokens: 10 });
  expect(all.firstTokenMs.median).toBe(10);
});

test("answers that begin well and then break count as failures", async () => {
  const all = guards(0);
  const broken = guardModel(failing(new ModelError("badResponse", "cut")), all);
  for (let round = 0; round < 3; round++) await expect(read(broken)).rejects.toThrow("cut");
  expect(all.breaker.refusal(0)?.kind).toBe("badResponse");
});

test("how fast a server reads is learnt from what it did not have in its cache", async () => {
  const all = guards(0);
  const usages: readonly ModelUsage[] = [
    { promptTokens: 1_000, cachedTokens: 400, firstTokenMs: 300 },
    { promptTokens: 1_000, cachedTokens: 950, firstTokenMs: 20 },
    { promptTokens: 50, firstTokenMs: 40 },
    { firstTokenMs: 40 },
  ];
  for (const usage of usages) {
    const telling: CompletionModel = {
      label: "fake",
      async *stream(_parts, _limits, onUsage) {
        yield "text";
        onUsage(usage);
      },
    };
    await read(guardModel(telling, all));
  }
  expect(all.promptSpeed.median).toBe(2);
});

test("a guarded chat model counts its requests and tokens with the others and stops at the cap", async () => {
  const all = guards();
  const chat: ChatModel = {
    label: "fake",
    async *stream(_messages, _maxTokens, onUsage) {
      yield "text";
      onUsage({ promptTokens: 100, completionTokens: 4 });
    },
  };
  const { signal } = new AbortController();
  const ask = async () => {
    let text = "";
    for await (const part of guardChat(chat, all.meter).stream([], 10, () => undefined, signal)) text += part;
    return text;
  };
  await read(guardModel(failing(undefined), all));
  expect([await ask(), await ask()]).toEqual(["text", "text"]);
  await expect(ask()).rejects.toThrow("today's 3 requests are used up");
  expect(all.usage.today("s")).toMatchObject({ requests: 3, promptTokens: 205, completionTokens: 8 });
});
