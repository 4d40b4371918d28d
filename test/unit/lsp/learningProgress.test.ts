import { PassThrough } from "node:stream";
import { afterEach, expect, test, vi } from "vitest";
import {
  createConnection,
  createProtocolConnection,
  InitializeRequest,
  StreamMessageReader,
  StreamMessageWriter,
  WorkDoneProgressCreateRequest,
} from "vscode-languageserver/node";
import { LearningProgress } from "../../../src/lsp/learningProgress.ts";
import { createGate } from "../../support/gate.ts";
import { ManualClock } from "../../support/manualClock.ts";

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

/** A server and a client that draws progress, with a real connection between them; files that wait for a gate are learnt. */
async function connect() {
  const [toServer, toClient] = [new PassThrough(), new PassThrough()];
  const server = createConnection(new StreamMessageReader(toServer), new StreamMessageWriter(toClient));
  server.onInitialize(() => ({ capabilities: {} }));
  server.listen();
  const client = createProtocolConnection(new StreamMessageReader(toClient), new StreamMessageWriter(toServer));
  const seen: string[] = [];
  client.onRequest(WorkDoneProgressCreateRequest.type, () => void seen.push("create"));
  client.onNotification("$/progress", ({ value }) => void seen.push(`${value.kind} ${value.message ?? ""}`.trim()));
  client.listen();
  ends.push(() => {
    client.dispose();
    server.dispose();
  });
  const capabilities = { window: { workDoneProgress: true } };
  await client.sendRequest(InitializeRequest.type, { processId: null, rootUri: null, capabilities });

  const read = createGate();
  const clock = new ManualClock();
  const learning = {
    whenRead: () => read.opened,
    runner: { whenIdle: () => Promise.resolve() },
    workspaceFeed: { whenRead: () => Promise.resolve() },
  };
  const onError = (error: unknown) => expect.fail(String(error));
  const progress = new LearningProgress({ connection: server, learning, clock, isSupported: true, onError });
  return { progress, clock, read, seen };
}

test("progress is shown while many files are learnt, and ends", async () => {
  const { progress, clock, read, seen } = await connect();
  progress.started();
  await clock.advance(400);
  await vi.waitUntil(() => seen.length === 2, 60_000);
  expect(seen).toEqual(["create", "begin Learning your files"]);
  expect(progress.isLearning).toBe(true);
  read.open();
  await clock.advance(100);
  await vi.waitUntil(() => seen.length === 3, 60_000);
  expect(seen).toEqual(["create", "begin Learning your files", "end"]);
  await vi.waitUntil(() => !progress.isLearning, 60_000);
});

test("what is learnt quickly is no line on the screen", async () => {
  const { progress, clock, read, seen } = await connect();
  progress.started();
  read.open();
  await clock.advance(399);
  expect(progress.isLearning).toBe(false);
  await clock.advance(1_000);
  expect(seen).toEqual([]);
});
