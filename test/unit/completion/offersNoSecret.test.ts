import { expect, test } from "vitest";
import { completeAt } from "../../../src/core/completion/completeAt.ts";
import { momentAt } from "../../../src/core/completion/momentAt.ts";
import type { CompletionPorts } from "../../../src/core/completion/request.ts";
import { withoutServer } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { createEngine } from "../../../src/core/engine/engine.ts";
import { redact } from "../../../src/core/privacy/redactSecrets.ts";
import { at } from "../../support/at.ts";
import { positives } from "../privacy/labelled.ts";

/** Secrets that are written in one line, each with a line that anyone may suggest. */
const secrets = positives.filter(({ text }) => !text.includes("\n"));
const lines = secrets.flatMap(({ text }, i) => [text, `export const handler${i} = createHandler(registry, ${i});`]);

test("the engine offers nothing that is redacted, wherever the cursor is in lines with secrets", async () => {
  const engine = createEngine();
  const source = { uri: "file:///work/other.ts", path: "other.ts", languageId: "typescript", version: 1, lines };
  for (const _ of engine.learn(source));
  const clock = { now: () => 0, yieldToEventLoop: () => Promise.resolve(), pause: () => Promise.resolve() };
  const recent = [{ uri: source.uri, edited: [] }];
  const embedded: CompletionPorts["embedded"] = (cursor, options) => engine.answer(cursor, recent, options);
  const leaks: string[] = [];
  let offered = 0;
  for (const line of lines) {
    for (const share of [0.3, 0.7]) {
      const before = line.slice(0, Math.floor(line.length * share));
      const memory = new SuggestionMemory();
      const server = withoutServer(memory, clock);
      const cursor = at(`const first = 1;\n${before}▮\n`);
      const moment = momentAt(cursor, { minConfidence: 0, explicit: true });
      const answer = await completeAt(moment, { embedded, server, memory, clock }, new AbortController().signal);
      for (const { text } of answer.suggestions) {
        offered++;
        const isLeak = redact(text).count > 0 || redact(before + text).count > redact(before).count;
        if (isLeak) leaks.push(`${before}▮${text}`);
      }
    }
  }
  expect(leaks).toEqual([]);
  expect(offered).toBeGreaterThan(20);
}, 120_000);
