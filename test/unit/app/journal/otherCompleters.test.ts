import { expect, test } from "vitest";
import { OtherCompleters } from "../../../../src/app/journal/otherCompleters.ts";
import type { TelemetryEvent } from "../../../../src/core/statistics/events.ts";

const noon = new Date(2026, 10, 26, 12).getTime();
const day = 86_400_000;
const facts = { suggestion: 1, offer: 1, languageId: "go", source: "embedded", characters: 10 } as const;
const shown = (at: number): TelemetryEvent => ({ kind: "shown", at, ...facts, lines: 1, latencyMs: 4 });

function open() {
  const events: (readonly [completer: string, at: number])[] = [];
  const completers: OtherCompleters = new OtherCompleters((event) => {
    events.push([event.completer, event.at]);
    completers.recorded(event); // The journal passes on each event that it records.
  });
  return { completers, events };
}

test("each completer is recorded once a day, with the first suggestion that is shown", () => {
  const { completers, events } = open();
  completers.found(["copilot", "twinny"]);
  expect(events).toEqual([]);
  for (const at of [noon, noon + 1, noon + day, noon + day + 1]) completers.recorded(shown(at));
  expect(events).toEqual([
    ["copilot", noon],
    ["twinny", noon],
    ["copilot", noon + day],
    ["twinny", noon + day],
  ]);
});

test("a day on which Hunch showed nothing has no completers: there are no figures to distort", () => {
  const { completers, events } = open();
  completers.found(["copilot"]);
  completers.recorded({
    kind: "ended", at: noon, ...facts, outcome: "ignored", reason: "movedAway", acceptedCharacters: 0, shownForMs: 5,
  }); // biome-ignore format: a record
  expect(events).toEqual([]);
});

test("one that is turned off is recorded no longer, and one that is turned on from then on", () => {
  const { completers, events } = open();
  completers.found(["copilot"]);
  completers.recorded(shown(noon));
  completers.found(["cody"]);
  completers.recorded(shown(noon + 1));
  completers.recorded(shown(noon + day));
  expect(events).toEqual([
    ["copilot", noon],
    ["cody", noon + 1],
    ["cody", noon + day],
  ]);
});

test("after events were deleted, it is recorded again", () => {
  const { completers, events } = open();
  completers.found(["copilot"]);
  completers.recorded(shown(noon));
  completers.forget();
  completers.recorded(shown(noon + 1));
  expect(events).toEqual([
    ["copilot", noon],
    ["copilot", noon + 1],
  ]);
});
