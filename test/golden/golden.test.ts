import { globSync } from "node:fs";
import { basename } from "node:path";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { surroundingsOf } from "../../src/core/code/scan/surroundings.ts";
import { isEnough, refine } from "../../src/core/rules/refine.ts";
import type { RefineOptions } from "../../src/core/rules/ruleContext.ts";
import { createRuleContext } from "../../src/core/rules/ruleContext.ts";
import { collect } from "../../src/core/rules/stream/collect.ts";
import { stopRules } from "../../src/core/rules/stream/stopRules.ts";
import { chooseScope } from "../../src/core/trigger/chooseScope.ts";
import type { GoldenCase } from "./readCases.ts";
import { readCases } from "./readCases.ts";

const files = globSync("test/golden/cases/*.txt").sort();
const cases = files.flatMap((file) => readCases(file).map((each) => ({ ...each, file: basename(file, ".txt") })));

function optionsOf({ cursor, explicit, maxLines }: GoldenCase): RefineOptions {
  const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit, maxLines });
  return { scope, explicit, maxLines };
}

function shownOf(each: GoldenCase, answer: string) {
  const refined = refine(answer, createRuleContext(each.cursor, optionsOf(each)));
  if (refined.kind === "dropped") return { rule: refined.rule };
  return { text: refined.text, replaced: each.cursor.suffix.slice(0, refined.replaceAfter) };
}

async function* inChunks(text: string, sizes: readonly number[]) {
  let from = 0;
  for (let i = 0; from < text.length; i++) {
    const size = sizes[i % sizes.length] ?? 1;
    yield text.slice(from, from + size);
    from += size;
  }
}

for (const file of files.map((each) => basename(each, ".txt"))) {
  describe(file, () => {
    test.each(cases.filter((each) => each.file === file))("$name", (each) => {
      expect(shownOf(each, each.answer)).toEqual(each.expected);
    });
  });
}

test("every case shows the same however its answer is cut into chunks", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 8 });
  for (const each of cases) {
    const options = optionsOf(each);
    const rules = {
      maxLines: each.maxLines,
      isEnough: (text: string) => isEnough(text, createRuleContext(each.cursor, options)),
    };
    for (const chunks of [[1], [each.answer.length], ...fc.sample(sizes, 8)]) {
      const collected = await collect(stopRules(inChunks(each.answer, chunks), rules));
      expect(shownOf(each, collected ?? ""), `${each.name}, in chunks of ${chunks.join(", ")}`).toEqual(each.expected);
    }
  }
});
