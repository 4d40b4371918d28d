import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { dropReasoning, stripReasoning } from "../../../src/core/answerText/reasoning.ts";
import { refine } from "../../../src/core/rules/refine.ts";
import { createRuleContext } from "../../../src/core/rules/ruleContext.ts";
import { unwrapAnswer } from "../../../src/core/server/client/unwrapAnswer.ts";
import { at } from "../../support/at.ts";

async function* saying(...pieces: readonly string[]) {
  yield* pieces;
}

async function textOf(stream: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const piece of stream) text += piece;
  return text;
}

describe.each(["think", "thinking", "reasoning"])("<%s>", (name) => {
  const answer = `<${name}>\nA sum (or <b>?) is wanted.\n</${name}>\n\na + b`;

  test("is no part of a chat answer", async () => {
    expect(await textOf(dropReasoning(saying(answer)))).toBe("a + b");
  });

  test("is no part of code that a chat model wrote", async () => {
    const tag = { open: "<fill>", close: "</fill>" };
    expect(await textOf(unwrapAnswer(saying(answer), tag))).toBe("a + b");
    expect(await textOf(unwrapAnswer(saying(answer.replace("a + b", "<fill>a + b</fill>")), tag))).toBe("a + b");
  });

  test("is no part of ghost text", () => {
    const refined = refine(answer, createRuleContext(at("const sum = ▮\n"), { maxLines: 10, scope: "line" }));
    expect(refined).toMatchObject({ kind: "suggestion", text: "a + b" });
  });
});

test.each([
  ["reasoning without an end leaves nothing", "<think>hm, hm", ""],
  ["another tag's end does not end it", "<think>hm</thinking>a", ""],
  ["reasoning alone leaves nothing", " \n<think>hm</think>", ""],
  [
    "blank lines after it go, the indentation of the first line stays",
    "<think>hm</think> \n\n    return",
    "    return",
  ],
  ["blanks on the line of the closing tag go", "<think>hm</think> \treturn", "return"],
  ["only reasoning at the start counts", "a <think>b</think>", "a <think>b</think>"],
  ["a second one is part of the answer", "<think>a</think><think>b</think>", "<think>b</think>"],
  ["what only begins like a tag stays", " <thin", " <thin"],
  ["blank text stays", " \n", " \n"],
  ["other markup stays", "<b>a</b>", "<b>a</b>"],
])("%s", async (_what, text, expected) => {
  expect(stripReasoning(text)).toBe(expected);
  expect(await textOf(dropReasoning(saying(...text)))).toBe(expected);
});

test("a stream gives the same text however it is cut", async () => {
  const parts = [
    "<think>",
    "</think>",
    "<thinking>",
    "</reasoning>",
    "<",
    "think",
    "/",
    ">",
    " ",
    "\n",
    "\t",
    "x",
    "a + b",
  ];
  const text = fc
    .tuple(fc.constantFrom("", "<think>", " <thinking>", "\n<reasoning>"), fc.array(fc.constantFrom(...parts)))
    .map(([first, rest]) => first + rest.join(""));
  await fc.assert(
    fc.asyncProperty(text, fc.infiniteStream(fc.integer({ min: 1, max: 9 })), async (whole, sizes) => {
      const chunks: string[] = [];
      for (let from = 0; from < whole.length; from += chunks.at(-1)?.length ?? 0) {
        chunks.push(whole.slice(from, from + (sizes.next().value ?? 1)));
      }
      expect(await textOf(dropReasoning(saying(...chunks)))).toBe(stripReasoning(whole));
    }),
    { numRuns: 2_000 },
  );
});

test("an answer is passed on as it arrives, and returning early ends the source", async () => {
  let isClosed = false;
  const source = (async function* () {
    try {
      yield "<think>hm</think>\n";
      yield "a ";
      yield "+ b";
      yield " + c";
    } finally {
      isClosed = true;
    }
  })();
  const seen: string[] = [];
  for await (const piece of dropReasoning(source)) {
    seen.push(piece);
    if (seen.length === 2) break;
  }
  expect(seen).toEqual(["a ", "+ b"]);
  expect(isClosed).toBe(true);
});
