import { expect, test } from "vitest";
import { type Offer, OutcomeTracker } from "../../../src/core/completion/outcomeTracker.ts";
import type { EndedEvent, ShownEvent } from "../../../src/core/statistics/events.ts";
import { Offers } from "../../../src/lsp/suggestions/offers.ts";
import { at } from "../../support/at.ts";
import { ManualClock } from "../../support/manualClock.ts";

const uri = "file:///work/a.ts";

function start() {
  const events: (ShownEvent | EndedEvent)[] = [];
  const clock = new ManualClock();
  const offers = new Offers(
    new OutcomeTracker(
      (event) => events.push(event),
      () => clock.wall(),
    ),
    clock,
  );
  const outcomes = () => events.map((event) => (event.kind === "ended" ? event.outcome : event.kind));
  return { clock, offers, outcomes, events };
}

function offerOf(id: number, text: string, offset = 0): Offer {
  const suggestion = { id, text, replaceAfter: 0, source: "embedded", confidence: 0.9, origin: undefined } as const;
  return { suggestion, uri, offset, requestedAt: 0, explicit: false, cursor: at("▮", { uri }) };
}

function inserting(offset: number, inserted: string) {
  return { offset, removed: 0, inserted, edit: { startLine: 0, endLine: 1, lines: [inserted] } };
}

test("the command of an item counts as its acceptance, once, also of the second item", () => {
  for (const id of [1, 2]) {
    const { offers, outcomes } = start();
    offers.sent([offerOf(1, "alpha"), offerOf(2, "beta")]);
    offers.changed(uri, [inserting(0, id === 1 ? "alpha" : "beta")]);
    offers.accepted(id);
    offers.accepted(id);
    expect(outcomes()).toEqual(["shown", "accepted"]);
  }
});

test("what was typed before an acceptance does not count as accepted", () => {
  const { offers, events } = start();
  offers.sent([offerOf(1, "alpha")]);
  offers.changed(uri, [inserting(0, "al")]);
  offers.requested(uri, { line: 0, column: 2, offset: 2 });
  offers.sent([offerOf(1, "pha", 2)]);
  offers.changed(uri, [inserting(2, "pha")]);
  offers.accepted(1);
  expect(events.at(-1)).toMatchObject({ kind: "ended", outcome: "accepted", acceptedCharacters: 3 });
});

test("nothing is said of a suggestion that nobody reported", async () => {
  const { clock, offers, outcomes } = start();
  offers.sent([offerOf(1, "alpha")]);
  offers.changed(uri, [inserting(0, "x")]);
  await clock.advance(1_000);
  offers.requested(uri, { line: 3, column: 0, offset: 30 });
  offers.closed(uri);
  offers.dispose();
  expect(outcomes()).toEqual([]);
});

test("a client can report what was shown, typed and rejected", async () => {
  const { clock, offers, outcomes } = start();
  offers.sent([offerOf(1, "alpha")]);
  offers.shown(1);
  offers.changed(uri, [inserting(0, "alpha")]);
  offers.requested(uri, { line: 0, column: 5, offset: 5 });
  await clock.advance(1_000);
  expect(outcomes()).toEqual(["shown", "typed"]);
  offers.sent([offerOf(2, "beta", 5)]);
  expect(offers.rejected(2)?.suggestion.id).toBe(2);
  expect(offers.rejected(7)).toBeUndefined();
  expect(outcomes()).toEqual(["shown", "typed", "shown", "rejected"]);
});
