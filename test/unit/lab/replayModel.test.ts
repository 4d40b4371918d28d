import { expect, test } from "vitest";
import { createRetriever } from "../../../src/core/retrieval/retriever.ts";
import { type CompletionModel, ModelError } from "../../../src/core/types/model.ts";
import { replayModel, reportModel } from "../../../src/lab/replay/replayModel.ts";
import { resizeCase } from "./resizeCase.ts";

/** Knows the right function only when a snippet shows it. */
const reader: CompletionModel = {
  label: "reader",
  async *stream(parts, _limits, onUsage) {
    onUsage({ promptTokens: 10 + parts.snippets.length });
    const shown = parts.snippets.some(({ text }) => text.includes("resizeBox"));
    yield shown ? "resizeBox(box, 2);" : "enlarge(box);";
  },
};
const host = { now: () => 0, pause: () => Promise.resolve(), onProgress: () => undefined };

test("shows the value of snippets for a model", async () => {
  const rows = await replayModel([resizeCase], reader, createRetriever(), 1000, host, new AbortController().signal);
  const { withSnippets, withoutSnippets } = reportModel(rows);
  expect(withoutSnippets).toMatchObject({ cases: 1, exact: 0, promptTokens: 10 });
  expect(withSnippets).toMatchObject({ cases: 1, exact: 1, similarity: 1 });
});

test("returns the rows so far when it is cancelled", async () => {
  const stop = new AbortController();
  const cancelling: CompletionModel = {
    ...reader,
    async *stream() {
      stop.abort();
      yield "late";
    },
  };
  expect(await replayModel([resizeCase], cancelling, createRetriever(), 1000, host, stop.signal)).toEqual([]);
});

test("counts unanswered requests, and gives up when no request is answered any more", async () => {
  let asked = 0;
  const failing = (isDown: (request: number) => boolean): CompletionModel => ({
    label: "failing",
    async *stream() {
      if (isDown(++asked)) throw new ModelError("overloaded", "try later");
      yield "resizeBox(box, 2);";
    },
  });
  const replay = (model: CompletionModel) =>
    replayModel(Array(4).fill(resizeCase), model, createRetriever(), 1000, host, new AbortController().signal);
  const { withSnippets, withoutSnippets } = reportModel(await replay(failing((request) => request % 2 === 1)));
  expect(withoutSnippets).toMatchObject({ cases: 4, failed: 4, exact: undefined });
  expect(withSnippets).toMatchObject({ cases: 4, failed: 0, exact: 1 });
  asked = 0;
  await expect(replay(failing(() => true))).rejects.toThrow("try later");
  expect(asked).toBe(5);
});

test("sends what a keystroke would send: nothing from a secret file, nothing unredacted, and it stops at the line", async () => {
  const prompts: unknown[] = [];
  let read = 0;
  const wordy: CompletionModel = {
    label: "wordy",
    async *stream(parts) {
      prompts.push(parts);
      for (const chunk of ["resizeBox(box, 2);\n", "}\n", "and so on\n", "for ever\n"]) {
        read++;
        yield chunk;
      }
    },
  };
  const secret = `ghp_${"a1B2c3D4e5F6".repeat(3)}`;
  const withSecret = { ...resizeCase, prefix: `login("${secret}");\n${resizeCase.prefix}` };
  const inSecretFile = { ...resizeCase, path: ".env" };
  const cases = [withSecret, inSecretFile];
  const rows = await replayModel(cases, wordy, createRetriever(), 1000, host, new AbortController().signal);
  const { withSnippets } = reportModel(rows);
  expect(withSnippets).toMatchObject({ cases: 2, skipped: 1, redactions: 1, exact: 1 });
  expect(prompts).toHaveLength(2);
  expect(JSON.stringify(prompts)).not.toContain(secret);
  expect(read).toBeLessThan(8);
});
