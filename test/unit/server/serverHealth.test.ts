import { beforeEach, expect, test } from "vitest";
import {
  reportChatHealth,
  reportCompletionHealth,
  reportRequest,
} from "../../../src/core/server/health/reportHealth.ts";
import { type HealthChange, ServerHealth, type ServerUse } from "../../../src/core/server/health/serverHealth.ts";
import { type CompletionModel, ModelError } from "../../../src/core/types/model.ts";
import { sampleLimits, sampleParts } from "../../support/askServer.ts";

const down = new ModelError("unreachable", "ECONNREFUSED");
const origin = "http://127.0.0.1:8080";
let health: ServerHealth;
let changes: HealthChange[];
beforeEach(() => {
  health = new ServerHealth();
  changes = [];
  health.onChange((change) => changes.push(change));
});

const kinds = () => changes.map(({ use, health: { kind } }) => `${use} ${kind}`);
const kindOf = (use: ServerUse) => health.current[use].kind;

/** A model whose answer is these pieces; an error among them ends it. */
function scripted(pieces: readonly (string | Error)[]): CompletionModel {
  return {
    label: "scripted",
    async *stream() {
      for (const piece of pieces) {
        if (piece instanceof Error) throw piece;
        yield piece;
      }
    },
  };
}

/** Reads an answer to its end, whether or not it fails. */
async function complete(model: CompletionModel, signal = new AbortController().signal): Promise<void> {
  try {
    for await (const _ of model.stream(sampleParts, sampleLimits, () => undefined, signal));
  } catch (error) {
    expect(error).toBeInstanceOf(Error);
  }
}

const answering = (...pieces: readonly (string | Error)[]) =>
  reportCompletionHealth(scripted(pieces), health.reporterOf("completions", origin));

test("a failure makes a use unhealthy, with its error, until it answers again", async () => {
  await complete(answering(down));
  expect(health.current.completions).toEqual({ kind: "unhealthy", error: down });
  await complete(answering("text"));
  expect(kinds()).toEqual(["completions unhealthy", "completions healthy"]);
});

test("an empty answer is an answer", async () => {
  await complete(answering(down));
  await complete(answering());
  expect(kindOf("completions")).toBe("healthy");
});

test("the same failure again changes nothing; another one does", async () => {
  await complete(answering(down));
  await complete(answering(down));
  await complete(answering(new ModelError("tls", "expired")));
  expect(changes).toHaveLength(2);
});

test("an answer that breaks off leaves the use unhealthy", async () => {
  await complete(answering("te", new ModelError("badResponse", "cut")));
  expect(kindOf("completions")).toBe("unhealthy");
});

test("a cancelled request says nothing, whether it fails or ends empty", async () => {
  await complete(answering(down));
  await complete(answering(), AbortSignal.abort());
  expect(kindOf("completions")).toBe("unhealthy");
  health.reset();
  await complete(answering(down), AbortSignal.abort());
  expect(kindOf("completions")).toBe("healthy");
});

test("a failure that is not the server's changes nothing", async () => {
  await complete(answering(new TypeError("a defect of Hunch")));
  expect(changes).toEqual([]);
});

test("late reports of a client from before a reset do not count", async () => {
  const before = health.reporterOf("completions", origin);
  health.reset();
  before.failed(down);
  expect(kindOf("completions")).toBe("healthy");
  health.reporterOf("completions", "https://other.example").failed(down);
  before.answered();
  expect(kindOf("completions")).toBe("unhealthy");
});

test("a reset makes everything healthy", () => {
  health.failed("completions", down);
  health.failed("chat", new ModelError("notConfigured", "no address"));
  health.reset();
  expect(kinds().slice(2)).toEqual(["completions healthy", "chat healthy"]);
});

test("an answer for one use shows that the machine of another use is back, but not that its key is right", () => {
  const completions = health.reporterOf("completions", origin);
  const chat = health.reporterOf("chat", origin);
  const embeddings = health.reporterOf("embeddings", "https://other.example");
  chat.failed(down);
  embeddings.failed(down);
  completions.answered();
  expect([kindOf("chat"), kindOf("embeddings")]).toEqual(["healthy", "unhealthy"]);
  chat.failed(new ModelError("notFound", "no such model"));
  completions.answered();
  expect(kindOf("chat")).toBe("unhealthy");
});

test("questions and embeddings have a health of their own", async () => {
  const chat = reportChatHealth(
    {
      label: "chat",
      stream: () => scripted([down]).stream(sampleParts, sampleLimits, () => undefined, new AbortController().signal),
    },
    health.reporterOf("chat", origin),
  );
  const { signal } = new AbortController();
  await expect(async () => {
    for await (const _ of chat.stream([], 8, () => undefined, signal));
  }).rejects.toBe(down);
  const reporter = health.reporterOf("embeddings", "https://other.example");
  await expect(reportRequest(() => Promise.reject(down), reporter, signal)).rejects.toBe(down);
  expect(health.current).toMatchObject({ completions: { kind: "healthy" }, chat: { kind: "unhealthy" } });
  expect(await reportRequest(() => Promise.resolve("vectors"), reporter, signal)).toBe("vectors");
  expect(kindOf("embeddings")).toBe("healthy");
});

test("who unsubscribes is not called any more", () => {
  let calls = 0;
  const stop = health.onChange(() => calls++);
  health.failed("chat", down);
  stop();
  health.reset();
  expect(calls).toBe(1);
});
