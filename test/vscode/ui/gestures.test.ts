import { beforeEach, describe, expect, test } from "vitest";
import type { RequestEvent } from "../../../src/core/statistics/events.ts";
import { openBegun } from "../../support/ui/openBegun.ts";
import { waitForOutcomes, waitUntilSeen, watchEvents } from "../../support/ui/outcomes.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";
import { pythonStores, typeScriptStores } from "../stores.ts";

const vsCode = useSharedVsCode({
  files: { ...typeScriptStores.finished, ...pythonStores.finished },
  settings: {
    "hunch.completion.eagerness": "eager", // Two short files are little to be sure from.
    "editor.autoClosingBrackets": "never", // Or what is typed is not all that is inserted.
  },
});

describe("with ghost text at the cursor", () => {
  const { begun, line, typed } = typeScriptStores;
  const before = begun.split("\n");
  /** What is proposed: the line's rest, or its beginning where the engine stops at a boundary it is sure of. */
  let rest = "";
  let events: Awaited<ReturnType<typeof watchEvents>>;

  beforeEach(async () => {
    const editor = vsCode();
    await openBegun(editor, typeScriptStores);
    const whileTyping = await watchEvents(editor);
    rest = await editor.complete(typed);
    expect(typeScriptStores.rest.startsWith(rest)).toBe(true);
    await waitUntilSeen(editor, whileTyping);
    events = await watchEvents(editor);
  });

  async function currentLine(): Promise<string | undefined> {
    return (await vsCode().editor()).text.split("\n")[line - 1];
  }

  test("Tab accepts", async () => {
    const editor = vsCode();
    await editor.press("Tab");
    expect(await waitForOutcomes(editor, events, 1)).toEqual([
      { outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: rest.length },
    ]);
    expect(await currentLine()).toBe(typed + rest);
  });

  test("typing what is shown keeps the rest, and typing all of it counts apart", async () => {
    const editor = vsCode();
    const [half, otherHalf] = [rest.slice(0, 8), rest.slice(8)];
    await editor.type(half); // Key by key: all at once, it would count as accepted.
    await editor.until("the other half is shown", async () => (await editor.ghostText()) === otherHalf);
    expect((await events()).filter(({ kind }) => kind === "ended")).toEqual([]);
    await editor.type(otherHalf);
    const [first] = await waitForOutcomes(editor, events, 1);
    expect(first).toEqual({ outcome: "typed", reason: "typedThrough", acceptedCharacters: 0 });
  });

  test("typing something else takes the ghost text away", async () => {
    const editor = vsCode();
    await editor.type("@");
    await editor.waitForNoGhostText();
    expect(await waitForOutcomes(editor, events, 1)).toEqual([
      { outcome: "ignored", reason: "typedOtherwise", acceptedCharacters: 0 },
    ]);
  });

  test("Ctrl+Right takes a word, the rest stays; moving away then counts as partly accepted", async () => {
    const editor = vsCode();
    await editor.press("Control+ArrowRight");
    await editor.until("a word is taken", async () => (await currentLine()) !== typed);
    const left = await editor.waitForGhostText();
    const word = rest.slice(0, rest.length - left.length);
    expect(word.length).toBeGreaterThan(0);
    expect(rest).toBe(word + left);
    expect(await currentLine()).toBe(typed + word);
    await editor.press("ArrowUp");
    expect(await waitForOutcomes(editor, events, 1)).toEqual([
      { outcome: "partlyAccepted", reason: "movedAway", acceptedCharacters: word.length },
    ]);
  });

  test("undo after Tab gives back what was typed, to the letter", async () => {
    const editor = vsCode();
    await editor.press("Tab");
    await editor.until("the suggestion stands", async () => (await currentLine()) === typed + rest);
    await editor.press("Control+z");
    await editor.until("the suggestion is undone", async () => (await currentLine()) === typed);
    expect((await editor.editor()).text).toBe(before.with(line - 1, typed).join("\n"));
    // The suggestion may be shown again; it ends when the cursor leaves, as one of which nothing was accepted.
    await editor.press("ArrowUp");
    const outcomes = await waitForOutcomes(editor, events, 2);
    expect(outcomes.map(({ outcome, acceptedCharacters }) => [outcome, acceptedCharacters > 0])).toEqual([
      ["accepted", true],
      ["ignored", false],
    ]);
  });

  test("moving the cursor away takes the ghost text away", async () => {
    const editor = vsCode();
    await editor.press("ArrowUp");
    await editor.waitForNoGhostText();
    expect(await waitForOutcomes(editor, events, 1)).toEqual([
      { outcome: "ignored", reason: "movedAway", acceptedCharacters: 0 },
    ]);
  });

  test("Escape sends the ghost text away and counts as a rejection", async () => {
    const editor = vsCode();
    await editor.press("Escape");
    await editor.waitForNoGhostText();
    expect(await waitForOutcomes(editor, events, 1)).toEqual([
      { outcome: "rejected", reason: "dismissed", acceptedCharacters: 0 },
    ]);
    expect(await currentLine()).toBe(typed);
  });
});

test("two quick key strokes give one answer", async () => {
  const editor = vsCode();
  const { begun, rest, typed } = typeScriptStores;
  expect(begun).toContain("\n\n");
  await openBegun(editor, typeScriptStores);
  await editor.complete(typed.slice(0, -2));
  await editor.press("Escape");
  await editor.waitForNoGhostText();
  const events = await watchEvents(editor);
  // Both are on their way before the first has arrived.
  await Promise.all(Array.from(typed.slice(-2), (key) => editor.press(key)));
  await editor.until("both are typed", async () => (await editor.editor()).text.includes(typed));
  await editor.whenAnswered();
  expect(rest.startsWith(await editor.waitForGhostText())).toBe(true);
  const seen = await events();
  expect(seen.filter((event) => event.kind === "request" && event.outcome === "offered")).toHaveLength(1);
  expect(seen.filter((event) => event.kind === "shown").length).toBeLessThanOrEqual(1);
});

describe("a language that is turned off", () => {
  const { rest, typed } = pythonStores;
  const turnedOn = "hunch.completion.enabled";

  beforeEach(async () => {
    await vsCode().probe.set(turnedOn, false, "python");
    await openBegun(vsCode(), pythonStores);
  });

  test("stays silent, and the reason can be looked up", async () => {
    const editor = vsCode();
    const events = await watchEvents(editor);
    await editor.type(typed);
    await editor.whenAnswered();
    expect(await editor.ghostText()).toBeUndefined();
    const requests = (await events()).filter((event): event is RequestEvent => event.kind === "request");
    // One that the next key overtook has ended before it was decided.
    const decided = requests.filter(({ outcome }) => outcome !== "cancelled");
    const outcomes = decided.map(({ outcome, reason }) => `${outcome}: ${reason}`);
    expect(new Set(outcomes)).toEqual(new Set(["skipped: languageOff"]));
  });

  test("has suggestions again once it is turned on", async () => {
    const editor = vsCode();
    await editor.type(typed.slice(0, -1));
    await editor.runCommand("Hunch: Toggle Suggestions for This Language");
    await editor.until("it is on", async () => (await editor.probe.get(turnedOn, "python")) === true);
    await editor.whenFocused();
    expect(rest.startsWith(await editor.complete(typed.slice(-1)))).toBe(true);
  });
});
