import { expect, test } from "vitest";
import { english } from "../../../src/core/types/translate.ts";
import { explainCursor } from "../../../src/vscode/journal/explainCursor.ts";
import type { InspectorRequest } from "../../../src/webview/protocol.ts";

const on = { kind: "on", title: "On", why: undefined } as const;
const cursor = { uri: "file:///src/a.ts", path: "src/a.ts", line: 6, hasSuggestion: false };
const request = (more: Partial<InspectorRequest>) =>
  ({ uri: cursor.uri, line: 6, outcome: "empty", reason: "Nothing was likely.", ...more }) as InspectorRequest;

test("what was requested last at the cursor's line explains it", () => {
  const older = request({ reason: "Older." });
  expect(explainCursor([request({}), older], cursor, on, english)).toBe("a.ts:7, nothing. Nothing was likely.");
  expect(explainCursor([request({ outcome: "cancelled" }), older], cursor, on, english)).toBe(
    "a.ts:7, nothing. Older.",
  );
  const offered = request({ outcome: "offered", suggestion: "  first();\n  second();" });
  const seen = { ...cursor, hasSuggestion: true };
  expect(explainCursor([offered, older], seen, on, english)).toBe("a.ts:7, the suggestion “first(); …”.");
});

test("a suggestion that was dismissed, accepted or hidden is not said to be visible", () => {
  const offered = request({ outcome: "offered", suggestion: "first();" });
  expect(explainCursor([offered], cursor, on, english)).toBe(
    "a.ts:7, nothing is visible. The last suggestion was “first();”.",
  );
});

test("requests of other places do not", () => {
  const elsewhere = [request({ line: 5 }), request({ uri: "file:///b.ts" })];
  expect(explainCursor(elsewhere, cursor, on, english)).toMatch(/^a\.ts:7, nothing was requested yet\./);
  expect(explainCursor([], undefined, on, english)).toBe("no file is open.");
});

test("a state that keeps Hunch silent explains it rather than an old request", () => {
  const snoozed = { kind: "snoozed", minutes: 4, title: "Snoozed, 4 minutes left", why: undefined } as const;
  expect(explainCursor([request({})], cursor, snoozed, english)).toBe("a.ts:7, nothing. Snoozed, 4 minutes left.");
  const off = { kind: "off", by: undefined, title: "Off in this file", why: "It is ignored." } as const;
  expect(explainCursor([], cursor, off, english)).toBe("a.ts:7, nothing. Off in this file. It is ignored.");
});
