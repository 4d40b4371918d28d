import { expect, test } from "vitest";
import { Trace } from "../../../src/core/completion/trace.ts";
import type { RequestEvent, TelemetryEvent } from "../../../src/core/telemetry/events.ts";
import type { RequestEnd } from "../../../src/core/telemetry/requestEnd.ts";
import { inspectorReport } from "../../../src/editor/inspectorReport.ts";
import type { RequestRecord } from "../../../src/editor/requestLog.ts";

const midnight = 1_000 * 86_400_000;

interface Ended {
  readonly ended?: RequestEnd;
  readonly fromCache?: boolean;
  readonly rawText?: string;
}

const offered: RequestEnd = { outcome: "offered", reason: undefined };

function record({ ended = offered, fromCache = false, rawText }: Ended): RequestRecord {
  const trace = new Trace(() => 0);
  trace.ended = ended;
  trace.rawText = rawText;
  const event: RequestEvent = {
    kind: "request",
    at: midnight,
    request: 1,
    languageId: "go",
    trigger: "automatic",
    source: "embedded",
    fromCache,
    suggestion: 1,
    characters: 3,
    lines: 1,
    confidence: 0.8,
    snippets: undefined,
    promptTokens: undefined,
    cachedTokens: undefined,
    completionTokens: undefined,
    firstTokenMs: undefined,
    redactions: undefined,
    stagesMs: { embedded: 3, context: 1, total: 5 },
    ...ended,
  };
  return { event, uri: "file:///a.go", path: "a.go", line: 2, trace, suggestion: undefined };
}

const one = (ended: Ended) => inspectorReport([record(ended)], [], midnight).requests[0]!;

test("stages come in the order in which they run", () => {
  expect(one({}).stages).toEqual([
    { name: "context", ms: 1 },
    { name: "embedded", ms: 3 },
  ]);
});

test.each<[RequestEnd, string]>([
  [{ outcome: "skipped", reason: "snoozed" }, "Hunch is snoozed."],
  [{ outcome: "empty", reason: "nothingLikely" }, "Nothing likely enough was found in the files you opened."],
  [{ outcome: "empty", reason: "dropProse" }, "The model wrote prose where code belongs."],
  [{ outcome: "empty", reason: "trimEnd" }, "What the model wrote was dropped (trimEnd)."],
  [{ outcome: "cancelled", reason: undefined }, "Typing went on before an answer was there."],
  [{ outcome: "failed", reason: "timeout" }, "The model server failed (timeout)."],
  [offered, "Offered."],
])("says in a sentence why: %j", (ended, sentence) => {
  expect(one({ ended }).reason).toBe(sentence);
});

test("says of a suggestion from the cache that it was offered again", () => {
  expect(one({ fromCache: true }).reason).toBe("Offered again: it still fits what was typed.");
});

test("a rule is named only where a model had written something", () => {
  expect(one({ ended: { outcome: "empty", reason: "nothingLikely" } }).droppedBy).toBeUndefined();
  const rawText = "Sure! Here is the code.";
  expect(one({ ended: { outcome: "empty", reason: "dropProse" }, rawText }).droppedBy).toBe("dropProse");
});

test("an answer from the cache says so", () => {
  expect(one({ fromCache: true }).source).toBe("cache");
});

test("periods end today and hold today, seven days, and all", () => {
  const shown = (at: number): TelemetryEvent => ({
    kind: "shown",
    at,
    suggestion: 1,
    languageId: "go",
    source: "embedded",
    characters: 10,
    lines: 1,
    latencyMs: 4,
  });
  const events = [0, 1, 6, 7, 30].map((daysAgo) => shown(midnight - daysAgo * 86_400_000));
  const { periods } = inspectorReport([], events, midnight);
  expect(periods.map(({ name, counts }) => [name, counts.shown])).toEqual([
    ["Today", 1],
    ["7 days", 3],
    ["All", 5],
  ]);
});
