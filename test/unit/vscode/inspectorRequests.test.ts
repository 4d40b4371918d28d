import { expect, test } from "vitest";
import type { RequestRecord } from "../../../src/app/journal/requestLog.ts";
import type { Provenance } from "../../../src/core/completion/provenance.ts";
import { Stopwatch } from "../../../src/core/completion/stopwatch.ts";
import type { Suggestion } from "../../../src/core/completion/suggestion.ts";
import type { RequestEvent } from "../../../src/core/statistics/events.ts";
import type { RequestEnd } from "../../../src/core/statistics/requestEnd.ts";
import { english } from "../../../src/core/types/translate.ts";
import { inspectorRequests } from "../../../src/vscode/journal/inspectorRequests.ts";

const noon = 1_000 * 86_400_000;

interface Ended {
  readonly ended?: RequestEnd;
  readonly fromCache?: boolean;
  readonly provenance?: Provenance;
  readonly suggestion?: Suggestion;
}

const offered: RequestEnd = { outcome: "offered", reason: undefined };

function record({ ended = offered, fromCache = false, provenance, suggestion }: Ended): RequestRecord {
  const event: RequestEvent = {
    kind: "request",
    at: noon,
    request: 1,
    languageId: "go",
    trigger: "automatic",
    source: "embedded",
    reuse: fromCache ? "cached" : "no",
    suggestion: 1,
    characters: 3,
    lines: 1,
    confidence: 0.8,
    stagesMs: { embedded: 3, context: 1, total: 5 },
    ...ended,
  };
  const suggestions = suggestion ? [suggestion] : [];
  const answer = { suggestions, end: ended, fromCache, provenance, stagesMs: event.stagesMs };
  return { event, uri: "file:///a.go", version: 1, path: "a.go", line: 2, answer, suggestion };
}

const one = (ended: Ended) => inspectorRequests([record(ended)], true, english)[0]!;

test("stages come in the order in which they run", () => {
  expect(one({}).stages).toEqual([
    { name: "context", ms: 1 },
    { name: "embedded", ms: 3 },
  ]);
});

test.each<[RequestEnd, string]>([
  [{ outcome: "skipped", reason: "snoozed" }, "Hunch is snoozed."],
  [{ outcome: "empty", reason: "nothingLikely" }, "Nothing in your recent files was likely enough."],
  [{ outcome: "empty", reason: "dropProse" }, "The model wrote prose where code belongs."],
  [{ outcome: "empty", reason: "trimEnd" }, "What the model wrote was dropped (trimEnd)."],
  [{ outcome: "cancelled", reason: undefined }, "You typed on before the answer arrived."],
  [{ outcome: "failed", reason: "timeout" }, "The model server failed (timeout)."],
  [offered, ""],
])("says in a sentence why: %j", (ended, sentence) => {
  expect(one({ ended }).reason).toBe(sentence);
});

test("says of a suggestion from the cache that it was offered again", () => {
  expect(one({ fromCache: true }).reason).toBe("Offered again: it still agrees with what you typed.");
});

const provenance: Provenance = {
  prompt: {
    path: "a.go",
    languageId: "go",
    prefix: "total := ",
    suffix: "",
    snippets: [
      {
        kind: "window",
        uri: "file:///b.go",
        path: "b.go",
        languageId: "go",
        startLine: 1,
        endLine: 2,
        text: "sum(items)",
        score: 1,
        tokens: 4,
      },
    ],
  },
  redactions: 1,
  usage: { promptTokens: 40, cachedTokens: 30, completionTokens: 3, firstTokenMs: 9 },
  failure: undefined,
  rawText: "sum(items)\n```",
  changedBy: ["unwrapFence"],
  stopwatch: new Stopwatch(() => 0),
};
const served: Suggestion = {
  id: 1,
  text: "sum(items)",
  replaceAfter: 0,
  source: "server",
  confidence: undefined,
  origin: undefined,
  provenance,
};

test("a model's suggestion comes with its prompt, its price and the rules that changed it", () => {
  const request = one({ provenance, suggestion: served, fromCache: true });
  expect(request).toMatchObject({ promptTokens: 40, cachedTokens: 30, completionTokens: 3, firstTokenMs: 9 });
  expect(request).toMatchObject({ redactions: 1, changedBy: ["unwrapFence"], rawText: "sum(items)\n```" });
  expect(request.snippets.map(({ path }) => path)).toEqual(["b.go"]);
  expect(request.prompt).toContain("total := ");
});

test("an embedded suggestion is not said to be changed by the rules that changed the model's answer", () => {
  const { provenance: _, ...embedded } = served;
  expect(one({ provenance, suggestion: { ...embedded, source: "embedded" } }).changedBy).toEqual([]);
});

test("a rule is named only where a model had written something", () => {
  expect(one({ ended: { outcome: "empty", reason: "nothingLikely" } }).droppedBy).toBeUndefined();
  expect(one({ ended: { outcome: "empty", reason: "dropProse" } }).droppedBy).toBe("dropProse");
});

test("prompts are reported only if they are wanted, and only those of the newest requests", () => {
  const ended = record({ provenance, suggestion: served });
  const promptsOf = (areWanted: boolean) =>
    inspectorRequests(
      Array.from({ length: 60 }, () => ended),
      areWanted,
      english,
    ).filter(({ prompt }) => prompt !== undefined);
  expect(promptsOf(false)).toEqual([]);
  expect(promptsOf(true)).toHaveLength(50);
});

test("a suggestion that the suggestion list hides is said to be held", () => {
  const hidden = record({ ended: { outcome: "skipped", reason: "suggestWidgetDisagrees" } });
  const answer = { ...hidden.answer, held: served };
  expect(inspectorRequests([{ ...hidden, answer }], false, english)[0]?.reason).toMatch(/Hunch holds a suggestion/);
});

test("an answer from the cache says so", () => {
  expect(one({ fromCache: true }).source).toBe("cache");
});
