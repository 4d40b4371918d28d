import { globSync } from "node:fs";
import { expect, test } from "vitest";
import { surroundingsOf } from "../../src/core/code/scan/surroundings.ts";
import { endBalanced } from "../../src/core/rules/endBalanced.ts";
import { fitRestOfLine } from "../../src/core/rules/fitRestOfLine.ts";
import { createRuleContext } from "../../src/core/rules/ruleContext.ts";
import { closingRules, openingRules } from "../../src/core/rules/rules.ts";
import { chooseScope } from "../../src/core/trigger/chooseScope.ts";
import { type GoldenCase, readCases } from "./readCases.ts";

const cases = globSync("test/golden/cases/*.txt").flatMap((file) => [...readCases(file)]);
const rules = [...openingRules, ...closingRules];

test("there are many golden cases in many languages, and their names are unique", () => {
  const languages = new Set(cases.map((each) => each.cursor.languageId));
  expect(cases.length).toBeGreaterThanOrEqual(370);
  expect(languages.size).toBeGreaterThanOrEqual(30);
  const named = cases.map((each) => `${each.cursor.languageId}: ${each.name}`);
  expect(named.filter((name, i) => named.indexOf(name) !== i)).toEqual([]);
});

/** Returns the text of a case's answer that is shown without one rule; "" if nothing is left. */
function shownWithout(rule: string, { cursor, answer, explicit, maxLines }: GoldenCase): string {
  const scope = chooseScope(cursor, surroundingsOf(cursor), { explicit, maxLines });
  const place = createRuleContext(cursor, { scope, explicit, maxLines });
  const text = rules.reduce((kept, [name, apply]) => (name === rule ? kept : apply(kept, place)), answer);
  const fitted = rule === "fitRestOfLine" ? { text, replaceAfter: 0 } : fitRestOfLine(text, place);
  return rule === "endBalanced" || fitted.replaceAfter > 0 ? fitted.text : endBalanced(fitted.text, place);
}

test("no case fails with all rules in place", () => {
  const failing = cases.filter((each) => "text" in each.expected && shownWithout("none", each) !== each.expected.text);
  expect(failing.map(({ name }) => name)).toEqual([]);
});

test.each([...rules.map(([name]) => name), "fitRestOfLine", "endBalanced"])(
  "some case fails without the rule %s",
  (rule) => {
    const failing = cases.filter((each) => {
      const shown = shownWithout(rule, each);
      return "text" in each.expected ? shown !== each.expected.text : shown.trim() !== "";
    });
    expect(failing).not.toEqual([]);
  },
);
