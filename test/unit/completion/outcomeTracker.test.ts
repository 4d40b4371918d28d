import { describe, expect, test } from "vitest";
import { OutcomeTracker } from "../../../src/core/completion/outcomeTracker.ts";
import type { EndedEvent, ShownEvent } from "../../../src/core/statistics/events.ts";
import { at } from "../../support/at.ts";

const uri = "file:///work/current.ts";

/** A tracker that was offered `foo(bar)` at offset 10, and what it emits. */
function offered({ text = "foo(bar)", replaceAfter = 0, id = 1, shown = true, languageId = "typescript" } = {}) {
  const emitted: (ShownEvent | EndedEvent)[] = [];
  const tracker = new OutcomeTracker((event) => emitted.push(event));
  const offer = (nextId: number, nextText: string, offset: number, time: number) =>
    tracker.offered(
      {
        suggestion: { id: nextId, text: nextText, replaceAfter, source: "embedded", confidence: 1, origin: undefined },
        uri,
        offset,
        requestedAt: time,
        cursor: at("▮", { languageId }),
      },
      time,
    );
  offer(id, text, 10, 0);
  if (shown) tracker.stillThere(id, 80);
  const ends = () =>
    emitted
      .filter((event) => event.kind === "ended")
      .map(({ outcome, reason, acceptedCharacters }) => ({ outcome, reason, acceptedCharacters }));
  const insert = (offset: number, inserted: string, removed = 0, undo = false) =>
    tracker.textChanged(uri, [{ offset, removed, inserted, insertedLength: inserted.length }], undo, 100);
  return { tracker, emitted, ends, insert, offer };
}

describe("a shown suggestion ends in exactly one outcome", () => {
  test("accepted whole: change, selection, command", () => {
    const { tracker, insert, ends, emitted } = offered();
    insert(10, "foo(bar)");
    tracker.selectionChanged(uri, 18, false, 101);
    tracker.accepted(1, 102);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 8 }]);
    expect(emitted.filter((event) => event.kind === "shown")).toHaveLength(1);
  });

  test("accepted whole where it replaces text after the cursor", () => {
    const { tracker, insert, ends } = offered({ replaceAfter: 1 });
    insert(10, "foo(bar)", 1);
    tracker.selectionChanged(uri, 18, false, 101);
    tracker.accepted(1, 102);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 8 }]);
  });

  test("accepted faster than it could count as shown: it was shown all the same", () => {
    const { tracker, insert, emitted } = offered({ shown: false });
    insert(10, "foo(bar)");
    tracker.accepted(1, 40);
    expect(emitted.map((event) => event.kind)).toEqual(["shown", "ended"]);
  });

  test("accepted word by word, then left", () => {
    const { tracker, insert, ends, offer } = offered();
    insert(10, "foo");
    tracker.selectionChanged(uri, 13, false, 101);
    offer(1, "(bar)", 13, 102);
    tracker.selectionChanged(uri, 3, true, 103);
    expect(ends()).toEqual([{ outcome: "partlyAccepted", reason: "movedAway", acceptedCharacters: 3 }]);
  });

  test("typed through by hand is not an acceptance", () => {
    const { tracker, insert, ends } = offered({ text: "ab" });
    insert(10, "a");
    tracker.selectionChanged(uri, 11, true, 101);
    insert(11, "b");
    tracker.selectionChanged(uri, 12, true, 102);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "ignored", reason: "typedThrough", acceptedCharacters: 0 }]);
  });

  test("typed into, then accepted: only what was accepted counts", () => {
    const { tracker, insert, ends, offer } = offered();
    insert(10, "f");
    tracker.selectionChanged(uri, 11, true, 101);
    offer(1, "oo(bar)", 11, 102);
    insert(11, "oo(bar)");
    tracker.accepted(1, 103);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 7 }]);
  });

  test("typed otherwise", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "x");
    tracker.selectionChanged(uri, 11, true, 101);
    expect(ends()).toEqual([{ outcome: "ignored", reason: "typedOtherwise", acceptedCharacters: 0 }]);
  });

  test("dismissed", () => {
    const { tracker, ends } = offered();
    expect(tracker.dismissed(100)?.suggestion.id).toBe(1);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "rejected", reason: "dismissed", acceptedCharacters: 0 }]);
  });

  test("replaced by another suggestion, and the session's end", () => {
    const { tracker, ends, offer } = offered();
    offer(2, "other", 10, 200);
    tracker.stillThere(2, 280);
    tracker.closed(undefined, 300);
    expect(ends().map((end) => end.reason)).toEqual(["replaced", "sessionEnded"]);
  });

  test("undone after a word was taken", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "foo");
    tracker.selectionChanged(uri, 13, false, 101);
    insert(10, "", 3, true);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "partlyAccepted", reason: "undone", acceptedCharacters: 3 }]);
  });
});

test("in a document with CRLF line ends an accepted block leaves the cursor where it is expected", () => {
  const { tracker, ends, offer } = offered({ text: "a\nb c" });
  tracker.textChanged(uri, [{ offset: 10, removed: 0, inserted: "a\nb", insertedLength: 4 }], false, 100);
  tracker.selectionChanged(uri, 14, false, 101);
  offer(1, " c", 14, 102);
  tracker.selectionChanged(uri, 14, false, 103);
  expect(ends()).toEqual([]);
});

test("a language that another extension named goes into no event", () => {
  const languagesOf = ({ tracker, emitted }: ReturnType<typeof offered>) => {
    tracker.dismissed(100);
    return emitted.map(({ languageId }) => languageId);
  };
  expect(languagesOf(offered())).toEqual(["typescript", "typescript"]);
  expect(languagesOf(offered({ languageId: "acme-payroll" }))).toEqual(["other", "other"]);
  expect(languagesOf(offered({ languageId: "toString" }))).toEqual(["other", "other"]);
});

test("what was never visible has no outcome", () => {
  const { tracker, emitted, insert } = offered({ shown: false });
  insert(10, "x");
  tracker.settle(500);
  expect(emitted).toEqual([]);
});

test("changes in another document or above the place do not end it", () => {
  const { tracker, ends, insert } = offered();
  tracker.textChanged("file:///other.ts", [{ offset: 10, removed: 0, inserted: "x", insertedLength: 1 }], false, 100);
  insert(0, "// note\n");
  tracker.selectionChanged(uri, 18, false, 101);
  expect(ends()).toEqual([]);
});
