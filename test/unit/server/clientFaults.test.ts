import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { serverProtocols } from "../../../src/core/server/protocols/protocols.ts";
import type { ModelErrorKind } from "../../../src/core/types/model.ts";
import { ask, connect, sampleLimits, sampleParts } from "../../support/askServer.ts";
import { ModelServer } from "../../support/modelServer.ts";
import type { Fault } from "../../support/modelServerFaults.ts";

const status = (code: number, more: object = {}): Fault => ({ kind: "status", status: code, ...more });

/** Fault → what a client must call it; "fine" for what must not be noticed. */
const faults: readonly (readonly [string, Fault, ModelErrorKind | "fine"])[] = [
  ["stalls before the headers", { kind: "stallBefore" }, "timeout"],
  ["stalls after the headers", { kind: "stallAfterHeaders" }, "timeout"],
  ["stalls inside the answer", { kind: "stallInside" }, "timeout"],
  ["drips one byte at a time", { kind: "drip" }, "fine"],
  ["cuts the connection inside the answer", { kind: "cutInside" }, "badResponse"],
  ["cuts the connection inside a character", { kind: "cutInsideCharacter" }, "badResponse"],
  ["closes early, politely", { kind: "closeEarly" }, "badResponse"],
  ["sends malformed JSON", { kind: "malformed" }, "badResponse"],
  ["sends a line that never ends", { kind: "endlessLine" }, "badResponse"],
  ["sends a web page", { kind: "webPage" }, "badResponse"],
  ["sends nothing", { kind: "empty" }, "badResponse"],
  ["sends JSON that is no stream", { kind: "notAStream" }, "badResponse"],
  ["sends an error inside the answer", { kind: "errorInside" }, "badResponse"],
  ["redirects to another host", { kind: "redirect", to: "http://elsewhere.invalid/v1/completions" }, "badResponse"],
  ["refuses with 400", status(400), "badRequest"],
  ["refuses with 401", status(401), "unauthorized"],
  ["refuses with 403", status(403), "unauthorized"],
  ["refuses with 404", status(404), "notFound"],
  ["refuses with 429", status(429, { headers: { "retry-after": "7" } }), "rateLimited"],
  ["refuses with 500", status(500), "overloaded"],
  ["refuses with 503", status(503), "overloaded"],
  ["is loading its model", status(503, { body: { error: { code: 503, message: "Loading model" } } }), "loading"],
  ["says the prompt is too long", status(400, { body: { error: { type: "exceed_context_size_error", message: "x" } } }), "contextOverflow"],
]; // biome-ignore format: a table

let server: ModelServer;
const unhandled: unknown[] = [];
const onUnhandled = (reason: unknown) => void unhandled.push(reason);

beforeAll(() => void process.on("unhandledRejection", onUnhandled));
afterAll(() => void process.off("unhandledRejection", onUnhandled));
beforeEach(async () => {
  server = await ModelServer.start();
});
afterEach(() => server.close());

describe.each(serverProtocols)("the %s client", (protocol) => {
  test.each(faults)("when a server %s", async (_name, fault, wanted) => {
    // Short only where the deadline is what is tested: a busy machine may take its time everywhere else.
    const limitMs = wanted === "timeout" ? 200 : 60_000;
    const deadlines = { firstTokenMs: limitMs, betweenMs: limitMs };
    const models = connect({ baseUrl: server.url, protocol, deadlines });
    server.answer = () => ({ chunks: ["first ", "second"], fault });
    const outcome = await ask(models);
    expect(outcome.error?.kind ?? "fine").toBe(wanted);
    if (wanted === "fine") expect(outcome.text).toBe("first second");
    if (wanted === "rateLimited") expect(outcome.error?.retryAfterMs).toBe(7_000);

    // The next request works, on the same client.
    Object.assign(deadlines, { firstTokenMs: 60_000, betweenMs: 60_000 });
    server.answer = () => ({ chunks: ["well ", "again"] });
    expect(await ask(models)).toMatchObject({ text: "well again", error: undefined });

    // Nothing is left open but what is kept alive for the next request.
    await server.until(({ sockets }) => sockets.size <= 2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(unhandled).toEqual([]);
  });

  test("aborting reaches the server, and the stream just ends", async () => {
    const abort = new AbortController();
    const models = connect({ baseUrl: server.url, protocol });
    server.answer = () => ({ chunks: ["first"], fault: { kind: "stallInside" } });
    const running = ask(models, { signal: abort.signal });
    await server.until(({ asked }) => asked.length === 1);
    abort.abort();
    expect(await running).toMatchObject({ error: undefined });
    await server.until(({ asked }) => asked[0]?.disconnected === true);
  });

  test("aborting before the headers reaches the server", async () => {
    const abort = new AbortController();
    server.answer = () => ({ chunks: [], fault: { kind: "stallBefore" } });
    const running = ask(connect({ baseUrl: server.url, protocol }), { signal: abort.signal });
    await server.until(({ asked }) => asked.length === 1);
    abort.abort();
    expect(await running).toMatchObject({ text: "", error: undefined });
    await server.until(({ asked }) => asked[0]?.disconnected === true);
  });

  test("returning early ends the request at the socket", async () => {
    const { completion } = connect({ baseUrl: server.url, protocol });
    server.answer = () => ({ chunks: ["<fill>first\n"], fault: { kind: "stallInside" } });
    const signal = new AbortController().signal;
    for await (const _ of completion.stream(sampleParts, sampleLimits, () => undefined, signal)) break;
    await server.until(({ asked }) => asked[0]?.disconnected === true);
  });

  test("answers that come out of order each reach the one who asked", async () => {
    const models = connect({ baseUrl: server.url, protocol });
    server.answerOutOfOrder(2, ({ body }) => ({
      chunks: [/EARLY/.test(JSON.stringify(body)) ? "to early" : "to late"],
    }));
    const early = ask(models, { parts: { prefix: "EARLY = " } });
    await server.until(({ asked }) => asked.length === 1);
    const late = ask(models, { parts: { prefix: "LATER = " } });
    expect((await late).text).toBe("to late");
    expect((await early).text).toBe("to early");
    expect(server.order).toEqual(["to late", "to early"]);
    expect(unhandled).toEqual([]);
  });

  test("an aborted signal sends nothing", async () => {
    const models = connect({ baseUrl: server.url, protocol });
    expect(await ask(models, { signal: AbortSignal.abort() })).toMatchObject({ text: "", error: undefined });
    expect(server.requests).toEqual([]);
  });

  test("a server that is down is unreachable; it is not waited for until a limit", async () => {
    const models = connect({ baseUrl: server.url, protocol });
    await server.close();
    expect((await ask(models)).error?.kind).toBe("unreachable");
    server = await ModelServer.start();
  });

  test("connections are kept alive from answer to answer", async () => {
    const models = connect({ baseUrl: server.url, protocol });
    for (let round = 0; round < 5; round++) {
      await ask(models);
      await server.until(({ asked }) => asked.at(-1)?.finished === true);
    }
    expect(server.connections).toBeLessThanOrEqual(2);
  });

  test("no listener is left on a signal that lives long", async () => {
    const { signal } = new AbortController();
    let added = 0;
    const add = signal.addEventListener.bind(signal);
    const remove = signal.removeEventListener.bind(signal);
    signal.addEventListener = (...given: Parameters<typeof add>) => {
      added++;
      add(...given);
    };
    signal.removeEventListener = (...given: Parameters<typeof remove>) => {
      added--;
      remove(...given);
    };
    const models = connect({ baseUrl: server.url, protocol });
    for (let round = 0; round < 3; round++) await ask(models, { signal });
    expect(added).toBe(0);
  });
});
