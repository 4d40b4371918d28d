import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { readCases } from "./readCases.ts";

const cases = globSync("test/golden/cases/*.txt").flatMap((file) => [...readCases(file)]);

test("the golden cases are many, in many languages, and told apart by name", () => {
  const languages = new Set(cases.map((each) => each.cursor.languageId));
  expect(cases.length).toBeGreaterThanOrEqual(370);
  expect(languages.size).toBeGreaterThanOrEqual(30);
  const named = cases.map((each) => `${each.cursor.languageId}: ${each.name}`);
  expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
});

/** Threads in which users of other tools complained about the form of suggestions, and that rules here answer. */
const complaints = [
  "continue#4721", "continue#2169", "cr#11402", "vs#253582", "vs#313049", "vs#136452", "vs#192664", "cody#264", "tabby#3263",
  "tabby PR#3782", "continue#7972", "cr#13140", "cr#13627", "cr#12676", "vs#276507", "continue#1552", "continue#3372", "continue#2388",
  "Qwen3-Coder#99", "Qwen3-Coder#401", "llm-vscode#113", "tabby#3279", "cody#1092", "continue#3591", "cody#3038", "cody#5103",
  "twinny#243", "twinny#154", "twinny#201", "cody#5040", "cr#7492", "cr#9202", "cr#10053", "cr#8849", "vscode#312987",
  "continue#1307", "sourcegraph#56655", "cr#8080", "cr#11861", "cr#13647",
  "twinny#471", "continue#8661", "twinny#53",
]; // biome-ignore format: a list

test.each(complaints)("a case is named after %s", (thread) => {
  expect(cases.filter((each) => each.name.includes(thread))).not.toEqual([]);
});
