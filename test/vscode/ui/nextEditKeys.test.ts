import { expect, test } from "vitest";
import type { DrawnNextEdit } from "../../../src/vscode/hunchApi.ts";
import { randomFrom } from "../../support/random.ts";
import { useSharedVsCode } from "../../support/ui/useVsCode.ts";

/** `KEYS_SEED=7 KEYS_ROUNDS=1000 npm run test:vscode -- --kind ui nextEditKeys` goes further. */
const seed = Number(process.env["KEYS_SEED"] ?? 20_261_127);
const rounds = Number(process.env["KEYS_ROUNDS"] ?? 3);
/** Sequences of keys that are compared in each round. */
const sequencesAtOnce = 5;
/** A pause in typing that is shorter than the one after which an edit is over, in milliseconds. */
const shortestRest = 500;

const start = Array.from({ length: 8 }, (_, at) => `  call${at % 2}(sum, "é", sum);\n`).join("");
/** Hunch leaves the twin alone: what keys do there, they do without Hunch. */
const [path, twin] = ["keys.ts", "twin.ts"];

const vsCode = useSharedVsCode({
  files: { [path]: start, [twin]: "" },
  settings: {
    "hunch.nextEdits": "eager",
    "hunch.context.exclude": [`**/${twin}`],
    "hunch.completion.trigger": "onDemand",
    "editor.quickSuggestions": { other: "off", comments: "off", strings: "off" },
    "editor.suggestOnTriggerCharacters": false,
    "editor.wordBasedSuggestions": "off",
    "editor.parameterHints.enabled": false,
    "editor.detectIndentation": false,
    // Beyond this, what Enter does to spaces depends on how far VS Code has tokenized, and so on how fast keys follow.
    "editor.autoIndent": "keep",
    "editor.tabSize": 4,
  },
});

type Random = ReturnType<typeof randomFrom>;

interface KeySequence {
  /** Where the cursor is before, from 0. */
  readonly line: number;
  readonly character: number;
  readonly keys: readonly string[];
}

/**
 * Some keys and then Tab. The first one is a character: it ends whatever is drawn, and a pause would have to come before the
 * next proposal. Tab is the last one: while its key is still armed it takes the way through Hunch, and keys could overtake it.
 */
function randomKeys(random: Random, text: string): KeySequence {
  const lines = text.split("\n");
  const line = random.below(lines.length);
  const others = Array.from({ length: random.below(4) }, () => random.pick(["x", "Home", "End", "Backspace", "Enter"]));
  const keys = [random.pick(["a", "b", "Space"]), ...others, "Tab"];
  return { line, character: random.below((lines[line] ?? "").length + 1), keys };
}

/**
 * Presses keys without a pause in the active editor, after giving it a text. None of them is a modifier: they overlap.
 * @returns whether they came so fast that no edit was over before the last one
 */
async function pressAt(text: string, { line, character, keys }: KeySequence): Promise<boolean> {
  const editor = vsCode();
  await editor.probe.replaceText(text);
  await editor.goTo(line + 1, character + 1);
  const pressedAt = performance.now();
  await Promise.all(keys.map((key) => editor.press(key)));
  const isFast = performance.now() - pressedAt < shortestRest;
  await editor.whenDrawn();
  return isFast;
}

/** The text after a replacement, made without the editor. */
function textAfter(
  text: string,
  { startLine, startColumn, endLine, endColumn, text: now }: DrawnNextEdit["replacement"],
) {
  const lines = text.split("\n");
  const head = [...lines.slice(0, startLine), (lines[startLine] ?? "").slice(0, startColumn)].join("\n");
  const tail = [(lines[endLine] ?? "").slice(endColumn), ...lines.slice(endLine + 1)].join("\n");
  return head + now + tail;
}

test("Tab does what is drawn, and what VS Code does without Hunch whenever nothing is", async () => {
  const editor = vsCode();
  const random = randomFrom(seed);
  const counts = { sequences: 0, slow: 0, gone: 0, applied: 0 };
  await editor.open(path);
  for (let round = 0; round < rounds; round++) {
    const here = `seed ${seed}, round ${round}`;
    if ((await editor.editor()).text.split("\n").length !== 9 || round % 6 === 5) await editor.probe.replaceText(start);
    await typeOverWord(random);
    await editor.until("next edits are settled", () => editor.probe.areNextEditsSettled());
    for (let taken = 0; taken < 2; taken++) await takeDrawn(counts, here);
    await compareWithTwin(random, counts, here);
  }
  console.log(`next edits, random keys: seed ${seed}, ${JSON.stringify(counts)}`);
  expect(Math.min(counts.sequences - counts.slow, counts.gone, counts.applied)).toBeGreaterThan(0);
}, 600_000);

async function typeOverWord(random: Random): Promise<void> {
  const editor = vsCode();
  const lines = (await editor.editor()).text.split("\n");
  const line = random.below(lines.length - 1);
  const column = (lines[line] ?? "").search(/\bsum|total/);
  await editor.goTo(line + 1, Math.max(0, column) + 1);
  if (column >= 0) await editor.press("Control+Shift+ArrowRight");
  await editor.type(random.pick(["total", "total", "sum"]));
}

/** Presses Tab if something is drawn, and compares what it does with what is drawn. */
async function takeDrawn(counts: { gone: number; applied: number }, here: string): Promise<void> {
  const editor = vsCode();
  const drawn = await editor.probe.nextEdit();
  if (!drawn) return;
  await editor.whenDrawn();
  const { text } = await editor.editor();
  await editor.press("Tab");
  if (drawn.key === "away") {
    await editor.until("the cursor is at the edit", async () => (await editor.probe.nextEdit())?.key === "here");
    expect((await editor.editor()).text, here).toBe(text);
    counts.gone++;
    return;
  }
  await editor.until("the edit is applied", async () => (await editor.editor()).text !== text);
  expect((await editor.editor()).text, here).toBe(textAfter(text, drawn.replacement));
  counts.applied++;
  await editor.until("next edits are settled", () => editor.probe.areNextEditsSettled());
}

/** Presses the same keys in the same text, in a file that Hunch leaves alone and in one that it follows. */
async function compareWithTwin(
  random: Random,
  counts: { sequences: number; slow: number },
  here: string,
): Promise<void> {
  const editor = vsCode();
  const { text } = await editor.editor();
  const sequences = Array.from({ length: sequencesAtOnce }, () => randomKeys(random, text));
  const wanted: string[] = [];
  await editor.open(twin);
  for (const sequence of sequences) {
    await pressAt(text, sequence);
    wanted.push((await editor.editor()).text);
  }
  await editor.open(path);
  for (const [at, sequence] of sequences.entries()) {
    counts.sequences++;
    const claim = `${here}: Tab did the same as without Hunch, ${JSON.stringify({ text, sequence, wanted: wanted[at] })}`;
    if (!(await pressAt(text, sequence))) counts.slow++;
    else await editor.until(claim, async () => (await editor.editor()).text === wanted[at]);
  }
}
