import { afterEach, describe, expect, test, vi } from "vitest";
import { InFlight } from "../../../src/core/completion/inFlight.ts";
import { at } from "../../support/at.ts";

const { signal } = new AbortController();

/** A request that ends when the test calls `end`, and not when it is aborted. */
function createRequest() {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => {
    end = resolve;
  });
  const seen = { hasStarted: false, wasAborted: false };
  let write: (text: string) => void = () => undefined;
  const run = async (_provenance: unknown, onText: (text: string) => void, runSignal: AbortSignal) => {
    seen.hasStarted = true;
    write = onText;
    runSignal.addEventListener("abort", () => {
      seen.wasAborted = true;
    });
    await ended;
    return seen;
  };
  return { run, end, seen, write: (text: string) => write(text) };
}

test("one request runs at a time: the next one starts when the aborted one has ended", async () => {
  const inFlight = new InFlight<object>(() => 0);
  const [first, second] = [createRequest(), createRequest()];
  const answer = inFlight.start(at("a = ▮"), first.run, signal).answer;
  await Promise.resolve();
  const next = inFlight.start(at("b = ▮"), second.run, signal).answer;
  await Promise.resolve();
  expect(first.seen).toEqual({ hasStarted: true, wasAborted: true });
  expect(second.seen.hasStarted).toBe(false);
  first.end();
  await answer;
  second.end();
  await next;
  expect(second.seen).toEqual({ hasStarted: true, wasAborted: false });
});

test("of two requests that wait for an aborted one to end only the newer one is sent", async () => {
  const inFlight = new InFlight<string>(() => 0);
  const sent: string[] = [];
  const requestFor = (name: string) => async (_provenance: unknown, _onText: unknown, runSignal: AbortSignal) => {
    if (!runSignal.aborted) sent.push(name);
    return Promise.resolve(name);
  };
  const answers = ["a", "b", "c"].map((name) => inFlight.start(at(`${name} = ▮`), requestFor(name), signal).answer);
  await Promise.all(answers);
  expect(sent).toEqual(["c"]);
});

test("a request that fails keeps no later one from being sent", async () => {
  const inFlight = new InFlight<string>(() => 0);
  const failing = inFlight.start(at("a = ▮"), () => Promise.reject(new Error("broken")), signal).answer;
  await expect(failing).rejects.toThrow("broken");
  expect(await inFlight.start(at("b = ▮"), () => Promise.resolve("b"), signal).answer).toBe("b");
});

test("a request that nothing waits for yet starts only if none runs", async () => {
  const inFlight = new InFlight<object>(() => 0);
  const [first, second] = [createRequest(), createRequest()];
  expect(inFlight.startIfIdle(at("a = ▮"), first.run)).toBe(true);
  expect(inFlight.startIfIdle(at("b = ▮"), second.run)).toBe(false);
  const joined = inFlight.join(at("a = ▮"), signal);
  first.end();
  expect(await joined?.answer).toBe(first.seen);
});

describe("a request that nothing waits for any more", () => {
  afterEach(() => void vi.useRealTimers());

  /** A request whose waiter has left after some milliseconds, in an editor whose cursor stays. */
  async function leftAfter(ms: number, written = "") {
    vi.useFakeTimers();
    const cursor = at("a = ▮");
    const place = { isStill: true, answered: [] as unknown[] };
    const inFlight = new InFlight<object>(() => Date.now(), {
      isStillAt: ({ prefix }) => place.isStill && prefix === cursor.prefix,
      leastWaitMs: 500,
      answered: (...told) => place.answered.push(told),
    });
    const request = createRequest();
    const waiter = new AbortController();
    const { answer } = inFlight.start(cursor, request.run, waiter.signal);
    await vi.advanceTimersByTimeAsync(ms);
    request.write(written);
    waiter.abort();
    return { ...request, answer, cursor, inFlight, place };
  }

  test("goes on while the cursor stays, and its answer is told with the time since it was asked for", async () => {
    const { answer, cursor, end, place, seen } = await leftAfter(800);
    await vi.advanceTimersByTimeAsync(700);
    expect(seen.wasAborted).toBe(false);
    end();
    await answer;
    expect(place.answered).toEqual([[cursor, 1_500, false]]);
  });

  test("is told also where a request for an item of the editor's list has joined it", async () => {
    const { cursor, end, inFlight, place } = await leftAfter(800);
    const joined = inFlight.join(at("a = it▮"), signal);
    await vi.advanceTimersByTimeAsync(700);
    end();
    await joined?.answer;
    expect(place.answered).toEqual([[cursor, 1_500, true]]);
  });

  test("goes on and is told where that request leaves, too", async () => {
    const { answer, cursor, end, inFlight, place, seen } = await leftAfter(800);
    const listIsOpen = new AbortController();
    inFlight.join(at("a = it▮"), listIsOpen.signal);
    listIsOpen.abort();
    await vi.advanceTimersByTimeAsync(700);
    expect(seen.wasAborted).toBe(false);
    end();
    await answer;
    expect(place.answered).toEqual([[cursor, 1_500, false]]);
  });

  test("is not aborted for an item that it contradicts while the cursor stays", async () => {
    const { cursor, place, inFlight } = await leftAfter(800, "an");
    const item = at("a = it▮");
    expect(inFlight.isTaken(item)).toBe(true);
    expect(inFlight.isTaken(at("a = an▮"))).toBe(false);
    expect(inFlight.isTaken({ ...item, uri: `${cursor.uri}x` })).toBe(false);
    place.isStill = false;
    expect(inFlight.isTaken(item)).toBe(false);
  });

  test("is not kept where it contradicts what has been typed", async () => {
    vi.useFakeTimers();
    const typed = at("a = it▮");
    const inFlight = new InFlight<object>(() => Date.now(), {
      isStillAt: ({ prefix }) => prefix === typed.prefix,
      leastWaitMs: 500,
      answered: () => undefined,
    });
    const request = createRequest();
    inFlight.start(at("a = ▮"), request.run, signal);
    const waiter = new AbortController();
    inFlight.join(typed, waiter.signal);
    await vi.advanceTimersByTimeAsync(800);
    waiter.abort();
    const elsewhere = at("a = item;\nb▮");
    expect(inFlight.isTaken(elsewhere)).toBe(true);
    request.write("an");
    expect([inFlight.isTaken(elsewhere), inFlight.isTaken(typed)]).toEqual([false, false]);
    expect(inFlight.join(typed, signal)).toBeUndefined();
    expect(request.seen.wasAborted).toBe(true);
  });

  test("is not told where it made way early for another, which the editor shows by itself", async () => {
    const { end, inFlight, place } = await leftAfter(200);
    const joined = inFlight.join(at("a = it▮"), signal);
    await vi.advanceTimersByTimeAsync(700);
    end();
    await joined?.answer;
    expect(place.answered).toEqual([]);
  });

  test("is aborted as soon as the cursor moves", async () => {
    const { answer, end, place, seen } = await leftAfter(800);
    await vi.advanceTimersByTimeAsync(700);
    place.isStill = false;
    await vi.advanceTimersByTimeAsync(200);
    expect(seen.wasAborted).toBe(true);
    end();
    await answer;
    expect(place.answered).toEqual([]);
  });

  test("is not told to an editor that waits until its answer is there", async () => {
    const told: unknown[] = [];
    const inFlight = new InFlight<object>(() => 0, {
      isStillAt: () => true,
      leastWaitMs: 0,
      answered: (cursor) => told.push(cursor),
    });
    const request = createRequest();
    const { answer } = inFlight.start(at("a = ▮"), request.run, signal);
    request.end();
    await answer;
    expect(told).toEqual([]);
  });
});
