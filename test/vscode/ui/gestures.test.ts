import { afterEach, beforeEach, expect, test } from "vitest";
import { waitForOutcomes, watchEvents } from "../../support/ui/outcomes.ts";
import { useVsCode } from "../../support/ui/useVsCode.ts";
import { typeScriptStores } from "../stores.ts";

const { begun, finished, line, typed } = typeScriptStores;
/** What is proposed: the line's rest, or its beginning where the engine stops at a boundary it is sure of. */
let rest = "";
const before = begun.split("\n");

const vsCode = useVsCode({ files: { ...finished, "tickets.ts": begun } });
let events: Awaited<ReturnType<typeof watchEvents>>;

beforeEach(async () => {
  const editor = vsCode();
  await editor.open(...Object.keys(finished), "tickets.ts");
  await editor.goTo(line, 1);
  await editor.type(typed);
  rest = await editor.waitForGhostText();
  expect(typeScriptStores.rest.startsWith(rest)).toBe(true);
  events = await watchEvents(editor);
});

// Every test types into the same file: what one leaves must not be a source for the next.
afterEach(() => vsCode().revertAndClose());

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

test("typing what is shown keeps the rest, and typing all of it counts as ignored", async () => {
  const editor = vsCode();
  const [half, otherHalf] = [rest.slice(0, 8), rest.slice(8)];
  await editor.type(half);
  expect(await editor.waitForGhostText()).toBe(otherHalf);
  expect((await events()).filter(({ kind }) => kind === "ended")).toEqual([]);
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
});

test("moving the cursor away takes the ghost text away", async () => {
  const editor = vsCode();
  await editor.press("ArrowUp");
  await editor.waitForNoGhostText();
  expect(await waitForOutcomes(editor, events, 1)).toEqual([
    { outcome: "ignored", reason: "movedAway", acceptedCharacters: 0 },
  ]);
});

// The last: what was rejected at a place does not come back there.
test("Escape sends the ghost text away and counts as a rejection", async () => {
  const editor = vsCode();
  await editor.press("Escape");
  await editor.waitForNoGhostText();
  expect(await waitForOutcomes(editor, events, 1)).toEqual([
    { outcome: "rejected", reason: "dismissed", acceptedCharacters: 0 },
  ]);
  expect(await currentLine()).toBe(typed);
});
