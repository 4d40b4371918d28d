import { expect, test } from "vitest";
import type { RequestEvent } from "../../../src/core/telemetry/events.ts";
import { watchEvents } from "../../support/ui/outcomes.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { pythonStores, typeScriptStores } from "../stores.ts";

const vsCode = useVsCode({
  files: {
    ...typeScriptStores.finished,
    ...pythonStores.finished,
    "tickets.ts": typeScriptStores.begun,
    "tickets.py": pythonStores.begun,
  },
  // Two short files are little to be sure from.
  settings: { "[python]": { "hunch.completion.enabled": false }, "hunch.completion.eagerness": "eager" },
});

test("two quick key strokes give one answer", async () => {
  const editor = vsCode();
  const { begun, finished, line, rest, typed } = typeScriptStores;
  expect(begun).toContain("\n\n");
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  await editor.type(typed.slice(0, -2));
  await editor.press("Escape");
  await editor.page.waitForTimeout(1_000); // The answers to what was typed so far are in.
  const events = await watchEvents(editor);
  await editor.type(typed.slice(-2), 0);
  expect(rest.startsWith(await editor.waitForGhostText())).toBe(true);
  const seen = await events();
  expect(seen.filter((event) => event.kind === "request" && event.outcome === "offered")).toHaveLength(1);
  expect(seen.filter((event) => event.kind === "shown").length).toBeLessThanOrEqual(1);
});

test("a language that is turned off stays silent, and the reason can be looked up", async () => {
  const editor = vsCode();
  const { finished, line, typed } = pythonStores;
  await editor.open(...Object.keys(finished), "tickets.py");
  await editor.goTo(line, 1);
  const events = await watchEvents(editor);
  await editor.type(typed);
  const requests = async () => (await events()).filter((event): event is RequestEvent => event.kind === "request");
  await editor.until("the last key stroke is answered", async () => (await requests()).length > 0);
  await editor.page.waitForTimeout(1_000);
  expect(await editor.ghostText()).toBeUndefined();
  const outcomes = (await requests()).map(({ outcome, reason }) => `${outcome}: ${reason}`);
  expect(new Set(outcomes)).toEqual(new Set(["skipped: languageOff"]));
});

test("turning the language on again brings suggestions back", async () => {
  const editor = vsCode();
  const { rest } = pythonStores;
  await editor.runCommand("Hunch: Turn Suggestions On or Off for This Language");
  await editor.whenFocused();
  // A setting takes its way through a file: the first key strokes may come before it has arrived.
  await editor.until("ghost text is back", async () => {
    await editor.press("Backspace", "n");
    await editor.page.waitForTimeout(1_000);
    return (await editor.ghostText()) !== undefined;
  });
  expect(rest.startsWith(await editor.waitForGhostText())).toBe(true);
});
