import fc from "fast-check";
import { expect, test } from "vitest";
import { readAskMessage, readKeptSession, readKeptTurns } from "../../../src/webview/ask/protocol.ts";
import { readInspectorMessage } from "../../../src/webview/protocol.ts";

test("reads the panel's messages and drops unknown fields", () => {
  expect(readAskMessage({ kind: "ask", question: "why?", more: 1 })).toEqual({
    kind: "ask",
    question: "why?",
    replaces: undefined,
  });
  expect(readAskMessage({ kind: "openSource", uri: "file:///a", line: 3 })).toEqual({ kind: "openSource", uri: "file:///a", line: 3 }); // biome-ignore format: short
});

test.each([
  [undefined],
  ["ask"],
  [{ kind: "run" }],
  [{ kind: "ask" }],
  [{ kind: "ask", question: "x".repeat(200_000) }],
  [{ kind: "openSource", uri: "file:///a", line: -1 }],
  [{ kind: "openSource", uri: "file:///a", line: 0.5 }],
  [{ kind: "openLink", url: "http://example.com" }],
  [{ kind: "openLink", url: "command:workbench.action.quit" }],
  [{ kind: "act", action: "quit", turn: 1 }],
  [{ kind: "act", action: "retry" }],
  [{ kind: "showDiff", text: "x" }],
  [{ kind: "rate", turn: 1, rating: { isGood: "yes" } }],
])("refuses %j", (value) => {
  expect(readAskMessage(value)).toBeUndefined();
});

test("reads the inspector's messages", () => {
  expect(readInspectorMessage({ kind: "showPrompts", isOn: "yes" })).toEqual({ kind: "showPrompts", isOn: false });
  expect(readInspectorMessage({ kind: "open", uri: "file:///a" })).toBeUndefined();
});

test("a turn that was running when the window closed counts as stopped", () => {
  const source = { uri: "file:///a", path: "a", startLine: 0, endLine: 2, focusLine: 1, text: "x" };
  const turn = { id: 4, question: "q", answer: "half", sources: [source, { uri: 1 }], status: { kind: "answering" } };
  expect(readKeptTurns({ turns: [turn, { id: "x" }] })).toEqual([
    {
      id: 4,
      question: "q",
      answer: "half",
      selection: undefined,
      model: undefined,
      sources: [{ ...source, words: [] }],
      fileCount: 0,
      redactions: 0,
      steps: [],
      status: { kind: "stopped" },
      rating: undefined,
    },
  ]);
});

test("a rating has a reason of the list, and only if the answer did not help", () => {
  const rate = (rating: unknown) => readAskMessage({ kind: "rate", turn: 1, rating });
  expect(rate({ isGood: false, reason: "wrong" })).toMatchObject({ rating: { isGood: false, reason: "wrong" } });
  expect(rate({ isGood: false, reason: "<b>" })).toMatchObject({ rating: { isGood: false, reason: undefined } });
  expect(rate({ isGood: true, reason: "wrong" })).toMatchObject({ rating: { isGood: true, reason: undefined } });
});

test("no message of a web view throws", () => {
  fc.assert(
    fc.property(fc.anything(), (value) => {
      readAskMessage(value);
      readInspectorMessage(value);
      readKeptTurns(value);
    }),
  );
});

test("what the page kept is read with its time; without a state, it is older than everything", () => {
  expect(readKeptSession({ id: "a-1", at: 5, turns: [] })).toEqual({ id: "a-1", at: 5, turns: [] });
  for (const state of [undefined, null, "x", { id: "../x", at: "now", turns: 3 }])
    expect(readKeptSession(state)).toEqual({ id: undefined, at: 0, turns: [] });
});
