import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { familyNames } from "../../../src/core/prompt/familyOf.ts";
import { answerFailures } from "../../../src/core/rules/answerFailure.ts";
import { protocolNames } from "../../../src/core/server/protocols/protocols.ts";
import { completerNames } from "../../../src/core/statistics/completerNames.ts";
import {
  answerVerdicts,
  eventVersion,
  modelTriggers,
  ratingReasons,
  retentionTimesMs,
  reuses,
  suggestionEndReasons,
  suggestionOutcomes,
  suggestionSources,
} from "../../../src/core/statistics/events.ts";
import { requestEndReasons, requestOutcomes } from "../../../src/core/statistics/requestEnd.ts";

/** docs/events.md; test/unit/app/journal/privacy.test.ts compares its members with events as they are recorded. */
const page = readFileSync("docs/events.md", "utf8");
const listed = Array.from(page.matchAll(/`([^`]+)`/g), ([, word]) => word);

test.each([
  ["triggers", modelTriggers],
  ["sources", suggestionSources],
  ["reuses", reuses],
  ["outcomes of suggestions", suggestionOutcomes],
  ["reasons of suggestions", suggestionEndReasons],
  ["outcomes of requests", requestOutcomes],
  ["reasons of requests", Object.values(requestEndReasons).flatMap((each) => each.filter(Boolean))],
  ["verdicts", answerVerdicts],
  ["reasons of verdicts", ratingReasons],
  ["failures", answerFailures],
  ["times of retention", retentionTimesMs.map(String)],
  ["protocols", protocolNames],
  ["families", familyNames()],
  ["completers", Object.keys(completerNames)],
])("docs/events.md lists all %s", (_what, list) => {
  expect(list.filter((word) => !listed.includes(String(word)))).toEqual([]);
});

test("docs/events.md describes the version that is written", () => {
  expect(page).toContain(`| ${eventVersion} | `);
  expect(page).not.toContain(`| ${eventVersion + 1} | `);
});
