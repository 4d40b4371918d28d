import { expect, test } from "vitest";
import { untilRestart } from "../../../../src/app/completion/silence.ts";
import { type DocumentFacts, hunchState, type StateFacts } from "../../../../src/app/status/hunchState.ts";
import type { HealthByUse } from "../../../../src/core/server/health/serverHealth.ts";
import { ModelError } from "../../../../src/core/types/model.ts";
import { english } from "../../../../src/core/types/translate.ts";

const healthy: HealthByUse = {
  completions: { kind: "healthy" },
  chat: { kind: "healthy" },
  nextEdits: { kind: "healthy" },
  embeddings: { kind: "healthy" },
};
const down: HealthByUse = {
  ...healthy,
  completions: { kind: "unhealthy", error: new ModelError("unreachable", "ECONNREFUSED") },
};
const typescript: DocumentFacts = {
  language: "TypeScript",
  offBy: undefined,
  isFileOff: false,
  barredBy: undefined,
  isOnDemand: false,
};

function stateOf(changes: Partial<StateFacts> = {}, document: Partial<DocumentFacts> = {}) {
  return hunchState({
    t: english,
    document: { ...typescript, ...document },
    snoozedMinutes: 0,
    health: healthy,
    isTrusted: true,
    ...changes,
  });
}

test("with nothing against it, Hunch is on, also without an editor", () => {
  expect(stateOf()).toEqual({ kind: "on", title: "On", why: undefined });
  expect(stateOf({ document: undefined })).toEqual({ kind: "on", title: "On", why: undefined });
});

test.each([
  [{ offBy: "language" }, "Off for TypeScript", "language"],
  [{ offBy: "workspace" }, "Off in this workspace", "workspace"],
  [{ offBy: "everywhere" }, "Off everywhere", "everywhere"],
  [{ isFileOff: true }, "Off in this file", "file"],
] as const)("%o: says where it is off, and which switch did it", (document, title, by) => {
  expect(stateOf({}, document)).toEqual({ kind: "off", title, by, why: undefined });
});

test.each([
  ["secretFile", /secrets/],
  ["excludedFile", /ignored or excluded/],
  ["readOnly", /can't be edited/],
] as const)("%s: off in this file, for a reason that no switch changes", (barredBy, why) => {
  expect(stateOf({}, { barredBy, isFileOff: true })).toMatchObject({
    kind: "off",
    by: undefined,
    title: "Off in this file",
    why: expect.stringMatching(why),
  });
});

test("a snooze shows the minutes left", () => {
  expect(stateOf({ snoozedMinutes: 4 })).toMatchObject({ kind: "snoozed", title: "Snoozed, 4 minutes left" });
  expect(stateOf({ snoozedMinutes: 1 }).title).toBe("Snoozed, 1 minute left");
  expect(stateOf({ snoozedMinutes: untilRestart }).title).toBe("Snoozed until restart");
});

test("what keeps Hunch silent is shown rather than what only makes it weaker", () => {
  const everything = { snoozedMinutes: 4, health: down, isTrusted: false };
  expect(stateOf(everything, { offBy: "language", isOnDemand: true }).kind).toBe("off");
  expect(stateOf(everything, { isOnDemand: true }).kind).toBe("snoozed");
  expect(stateOf({ ...everything, snoozedMinutes: 0 }, { isOnDemand: true }).kind).toBe("unhealthy");
  expect(stateOf({ isTrusted: false }, { isOnDemand: true }).kind).toBe("restricted");
  expect(stateOf({}, { isOnDemand: true }).kind).toBe("onDemand");
});

test("failures of all servers are named, with a note on the address", () => {
  const health = { ...down, chat: { kind: "unhealthy", error: new ModelError("unauthorized", "no key") } } as const;
  const { why } = stateOf({ health, noteOf: (use) => (use === "completions" ? "Here, localhost is far." : undefined) });
  expect(why).toMatch(/^No server answers .* embedded engine continues\. Here, localhost is far\. Ask: .*API key/);
});
