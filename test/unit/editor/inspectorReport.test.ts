import { expect, test } from "vitest";
import { Trace } from "../../../src/core/completion/trace.ts";
import type { RequestEvent, TelemetryEvent } from "../../../src/core/telemetry/events.ts";
import { inspectorReport } from "../../../src/editor/inspectorReport.ts";
import type { RequestRecord } from "../../../src/editor/requestLog.ts";

const midnight = 1_000 * 86_400_000;

function record(event: Partial<RequestEvent>, fill: (trace: Trace) => void = () => undefined): RequestRecord {
  const trace = new Trace(() => 0);
  fill(trace);
  const request: RequestEvent = {
    kind: "request",
    at: midnight,
    request: 1,
    languageId: "go",
    trigger: "automatic",
    outcome: "offered",
    reason: undefined,
    source: "embedded",
    fromCache: false,
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
    ...event,
  };
  return { event: request, uri: "file:///a.go", path: "a.go", line: 2, trace, suggestion: undefined };
}

const one = (event: Partial<RequestEvent>, fill?: (trace: Trace) => void) =>
  inspectorReport([record(event, fill)], [], midnight).requests[0]!;

test("stages come in the order in which they run", () => {
  expect(one({}).stages).toEqual([
    { name: "context", ms: 1 },
    { name: "embedded", ms: 3 },
  ]);
});

test.each<[Partial<RequestEvent>, string]>([
  [{ outcome: "skipped", reason: "snoozed" }, "Hunch is snoozed."],
  [{ outcome: "empty", reason: "nothingLikely" }, "Nothing likely enough was found in the files you opened."],
  [{ outcome: "empty", reason: "dropProse" }, "The model wrote prose where code belongs."],
  [{ outcome: "empty", reason: "someNewRule" }, "What the model wrote was dropped (someNewRule)."],
  [{ outcome: "cancelled" }, "Typing went on before an answer was there."],
  [{ outcome: "failed", reason: "timeout" }, "The model server failed (timeout)."],
  [{ outcome: "offered", fromCache: true }, "Offered again: it still fits what was typed."],
])("says in a sentence why: %j", (event, sentence) => {
  expect(one(event).reason).toBe(sentence);
});

test("a rule is named only where a model had written something", () => {
  expect(one({ outcome: "empty", reason: "nothingLikely" }).droppedBy).toBeUndefined();
  const wrote = (trace: Trace) => {
    trace.rawText = "Sure! Here is the code.";
  };
  expect(one({ outcome: "empty", reason: "dropProse" }, wrote).droppedBy).toBe("dropProse");
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
