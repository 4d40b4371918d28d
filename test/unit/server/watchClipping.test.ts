import { expect, test } from "vitest";
import { estimateTokens } from "../../../src/core/prompt/estimateTokens.ts";
import { watchClipping } from "../../../src/core/server/guards/watchClipping.ts";
import type { CompletionModel } from "../../../src/core/types/model.ts";
import { sampleParts } from "../../support/askServer.ts";

const code = "const total = price * count;\n";
const limits = { maxTokens: 8, stop: [], temperature: 0 };

/** Sends one request for each number of tokens that the server reports as read. @returns what was reported as clipped */
async function clippedAfter(
  read: readonly (number | undefined)[],
  lines = 200,
): Promise<readonly (readonly number[])[]> {
  const clipped: number[][] = [];
  const answers = [...read];
  const server: CompletionModel = {
    label: "scripted",
    async *stream(_parts, _limits, onUsage) {
      yield "x";
      onUsage({ promptTokens: answers.shift() });
    },
  };
  const model = watchClipping(server, estimateTokens, (...tokens) => clipped.push(tokens));
  const parts = { ...sampleParts, prefix: code.repeat(lines) };
  for (const _ of read)
    for await (const _piece of model.stream(parts, limits, () => undefined, new AbortController().signal));
  return clipped;
}

test("a server that reads far less than it is sent, three times in a row, is reported once", async () => {
  const [first, ...more] = await clippedAfter([384, 384, 384, 384, 384, 384, 384]);
  expect(first?.[0]).toBe(384);
  expect(first?.[1]).toBeGreaterThan(1_000);
  expect(more).toEqual([]);
});

test("one that reads about what it is sent, reports nothing, or was sent little, is not", async () => {
  expect(await clippedAfter([1_900, 1_800, 2_500, 1_700])).toEqual([]);
  expect(await clippedAfter([undefined, undefined, undefined, undefined])).toEqual([]);
  expect(await clippedAfter([384, 384, 1_900, 384, 384])).toEqual([]);
  expect(await clippedAfter([5, 5, 5, 5], 10)).toEqual([]);
});
