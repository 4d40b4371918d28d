import { expect, test } from "vitest";
import { tellAnswers } from "../../../src/core/server/guards/tellAnswers.ts";
import { ModelError } from "../../../src/core/types/model.ts";
import { sampleParts } from "../../support/askServer.ts";

async function timesTold(pieces: readonly (string | Error)[], signal = new AbortController().signal): Promise<number> {
  let told = 0;
  const model = tellAnswers(
    {
      label: "scripted",
      async *stream() {
        for (const piece of pieces) {
          if (piece instanceof Error) throw piece;
          yield piece;
        }
      },
    },
    () => told++,
  );
  const limits = { maxTokens: 8, stop: [], temperature: 0 };
  try {
    for await (const _ of model.stream(sampleParts, limits, () => undefined, signal));
  } catch (error) {
    expect(error).toBeInstanceOf(ModelError);
  }
  return told;
}

test("an answer is told once, when it begins, also one that is empty or breaks off", async () => {
  expect(await timesTold(["a", "b"])).toBe(1);
  expect(await timesTold([])).toBe(1);
  expect(await timesTold(["a", new ModelError("badResponse", "cut off")])).toBe(1);
});

test("a failure and a cancelled request are no answers", async () => {
  expect(await timesTold([new ModelError("overloaded", "try later")])).toBe(0);
  expect(await timesTold([], AbortSignal.abort())).toBe(0);
});
