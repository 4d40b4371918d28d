import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { OutcomeTracker } from "../../../src/core/completion/outcomeTracker.ts";
import type { EndedEvent, ShownEvent } from "../../../src/core/statistics/events.ts";
import { at } from "../../support/at.ts";

const uri = "file:///work/current.ts";

/** A tracker that was offered `foo(bar)` at offset 10, and what it emits. */
function offered({ text = "foo(bar)", replaceAfter = 0, id = 1, shown = true, languageId = "typescript" } = {}) {
  const emitted: (ShownEvent | EndedEvent)[] = [];
  const tracker = new OutcomeTracker(
    (event) => emitted.push(event),
    () => 1_000_000,
  );
  const offer = (nextId: number, nextText: string, offset: number, time: number, line = 4) =>
    tracker.offered(
      {
        suggestion: { id: nextId, text: nextText, replaceAfter, source: "embedded", confidence: 1, origin: undefined },
        uri,
        offset,
        requestedAt: time,
        explicit: false,
        cursor: at("▮", { languageId, line }),
      },
      time,
    );
  offer(id, text, 10, 0);
  if (shown) tracker.stillThere(id);
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
    tracker.selectionChanged(uri, { offset: 18, line: 4 }, false, 101);
    tracker.accepted(1, 102);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 8 }]);
    expect(emitted.filter((event) => event.kind === "shown")).toHaveLength(1);
  });

  test("accepted whole where it replaces text after the cursor", () => {
    const { tracker, insert, ends } = offered({ replaceAfter: 1 });
    insert(10, "foo(bar)", 1);
    tracker.selectionChanged(uri, { offset: 18, line: 4 }, false, 101);
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
    tracker.selectionChanged(uri, { offset: 13, line: 4 }, false, 101);
    offer(1, "(bar)", 13, 102);
    tracker.selectionChanged(uri, { offset: 3, line: 4 }, true, 103);
    expect(ends()).toEqual([{ outcome: "partlyAccepted", reason: "movedAway", acceptedCharacters: 3 }]);
  });

  test("typed through by hand is not an acceptance", () => {
    const { tracker, insert, ends } = offered({ text: "ab" });
    insert(10, "a");
    tracker.selectionChanged(uri, { offset: 11, line: 4 }, true, 101);
    insert(11, "b");
    tracker.selectionChanged(uri, { offset: 12, line: 4 }, true, 102);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "typed", reason: "typedThrough", acceptedCharacters: 0 }]);
  });

  test("typed through by hand, while the editor closes brackets by itself and its closing ones are typed over", () => {
    const { tracker, insert, ends } = offered({ text: "f({ a })();" });
    let cursor = 10;
    const type = (key: string, inserted = key, removed = 0) => {
      insert(cursor, inserted, removed);
      tracker.selectionChanged(uri, { offset: ++cursor, line: 4 }, true, 101);
    };
    type("f");
    type("(", "()");
    type("{", "{}");
    for (const key of " a ") type(key);
    for (const key of "})") type(key, key, 1);
    type("(", "()");
    type(")", ")", 1);
    expect(ends()).toEqual([]);
    type(";");
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "typed", reason: "typedThrough", acceptedCharacters: 0 }]);
  });

  test("another bracket than the one that is shown is typed otherwise, also if the editor closes it", () => {
    const { tracker, insert, ends } = offered({ text: "(bar)" });
    insert(10, "[]");
    tracker.selectionChanged(uri, { offset: 11, line: 4 }, true, 101);
    expect(ends()).toEqual([{ outcome: "ignored", reason: "typedOtherwise", acceptedCharacters: 0 }]);
  });

  test("typed through except for a space at its end, which nobody sees", () => {
    const { tracker, insert, ends } = offered({ text: "a " });
    insert(10, "a");
    tracker.selectionChanged(uri, { offset: 11, line: 4 }, true, 101);
    insert(11, ")");
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "typed", reason: "typedThrough", acceptedCharacters: 0 }]);
  });

  test("typed into, then accepted: only what was accepted counts", () => {
    const { tracker, insert, ends, offer } = offered();
    insert(10, "f");
    tracker.selectionChanged(uri, { offset: 11, line: 4 }, true, 101);
    offer(1, "oo(bar)", 11, 102);
    insert(11, "oo(bar)");
    tracker.accepted(1, 103);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 7 }]);
  });

  test("typed otherwise", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "x");
    tracker.selectionChanged(uri, { offset: 11, line: 4 }, true, 101);
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
    tracker.stillThere(2);
    tracker.closed(undefined, 300);
    expect(ends().map((end) => end.reason)).toEqual(["replaced", "sessionEnded"]);
  });

  test("a word that was accepted and undone is not accepted", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "foo");
    tracker.selectionChanged(uri, { offset: 13, line: 4 }, false, 101);
    insert(10, "", 3, true);
    tracker.settle(500);
    expect(ends()).toEqual([{ outcome: "ignored", reason: "undone", acceptedCharacters: 0 }]);
  });
});

test("in a document with CRLF line ends an accepted block leaves the cursor where it is expected", () => {
  const { tracker, ends, offer } = offered({ text: "a\nb c" });
  tracker.textChanged(uri, [{ offset: 10, removed: 0, inserted: "a\nb", insertedLength: 4 }], false, 100);
  tracker.selectionChanged(uri, { offset: 14, line: 4 }, false, 101);
  offer(1, " c", 14, 102);
  tracker.selectionChanged(uri, { offset: 14, line: 4 }, false, 103);
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

test("an offer is visible from when it is handed over until it ends", () => {
  const { tracker, insert, offer } = offered({ shown: false });
  expect(tracker.visible?.suggestion.id).toBe(1);
  insert(10, "foo");
  offer(1, "(bar)", 13, 101);
  expect(tracker.visible?.offset).toBe(13);
  tracker.dismissed(102);
  expect(tracker.visible).toBeUndefined();
  offer(2, "baz", 13, 103);
  insert(13, "x");
  expect(tracker.visible).toBeUndefined();
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
  tracker.selectionChanged(uri, { offset: 18, line: 4 }, false, 101);
  expect(ends()).toEqual([]);
});

describe("counting", () => {
  test("a word accepted, undone and accepted again counts once", () => {
    const { tracker, insert, ends, offer } = offered({ text: "foo(bar" });
    insert(10, "foo");
    tracker.selectionChanged(uri, { offset: 13, line: 4 }, false, 101);
    insert(10, "", 3, true);
    offer(1, "foo(bar", 10, 103);
    insert(10, "foo(bar");
    tracker.accepted(1, 104);
    expect(ends()).toEqual([{ outcome: "accepted", reason: "acceptedWhole", acceptedCharacters: 7 }]);
  });

  test("what is accepted whole and undone at once is not accepted, and accepting it again is", () => {
    const { tracker, insert, emitted, ends, offer } = offered();
    insert(10, "foo(bar)");
    tracker.accepted(1, 101);
    insert(10, "", 8, true);
    tracker.settle(600);
    offer(2, "foo(bar)", 10, 700);
    insert(10, "foo(bar)");
    tracker.accepted(2, 701);
    expect(ends().map(({ outcome, acceptedCharacters }) => [outcome, acceptedCharacters])).toEqual([
      ["accepted", 8],
      ["ignored", 0],
      ["accepted", 8],
    ]);
    expect(new Set(emitted.map(({ offer }) => offer))).toEqual(new Set([1]));
  });

  test("a redo restores the acceptance that an undo took back", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "foo(bar)");
    tracker.accepted(1, 101);
    insert(10, "", 8, true);
    tracker.settle(600);
    insert(10, "foo(bar)", 0, true);
    expect(ends().map(({ outcome }) => outcome)).toEqual(["accepted", "ignored", "accepted"]);
  });

  test("an undo of something else, or long after, changes nothing", () => {
    const { tracker, insert, ends } = offered();
    insert(10, "foo(bar)");
    tracker.accepted(1, 101);
    insert(18, ";");
    insert(18, "", 1, true);
    tracker.textChanged(uri, [{ offset: 10, removed: 8, inserted: "", insertedLength: 0 }], true, 60_000);
    expect(ends()).toHaveLength(1);
  });

  test("an undo is recognised after the text above has changed, and in a document with CRLF line ends", () => {
    const { tracker, insert, ends } = offered({ text: "a\nb" });
    tracker.textChanged(uri, [{ offset: 10, removed: 0, inserted: "a\nb", insertedLength: 4 }], false, 100);
    tracker.accepted(1, 101);
    insert(0, "import x\n");
    tracker.textChanged(uri, [{ offset: 19, removed: 4, inserted: "", insertedLength: 0 }], true, 102);
    tracker.settle(600);
    expect(ends().map(({ outcome, acceptedCharacters }) => [outcome, acceptedCharacters])).toEqual([
      ["accepted", 3],
      ["ignored", 0],
    ]);
  });

  test("suggestions on one line are one offer until one is accepted; another line begins another", () => {
    const { tracker, insert, emitted, offer } = offered();
    const see = (id: number, text: string, offset: number, line = 4) => {
      offer(id, text, offset, 200, line);
      tracker.stillThere(id);
    };
    insert(10, "x");
    see(2, "yz", 11);
    insert(11, "yz");
    tracker.accepted(2, 201);
    see(3, "();", 13);
    see(4, "other", 30, 5);
    tracker.closed(undefined, 300);
    const offers = emitted.filter(({ kind }) => kind === "shown").map(({ suggestion, offer }) => [suggestion, offer]);
    expect(offers).toEqual([[1, 1], [2, 1], [3, 2], [4, 3]]); // biome-ignore format: pairs
  });

  test("leaving the line and coming back begins another offer", () => {
    const { tracker, emitted, offer } = offered();
    tracker.selectionChanged(uri, { offset: 90, line: 9 }, true, 100);
    offer(2, "again", 10, 200);
    tracker.stillThere(2);
    expect(emitted.filter(({ kind }) => kind === "shown").map(({ offer }) => offer)).toEqual([1, 2]);
  });

  test("the time to show ends when the editor gets the suggestion, whenever it is recognised as seen", () => {
    const emitted: (ShownEvent | EndedEvent)[] = [];
    const tracker = new OutcomeTracker((event) => emitted.push(event), () => 1_000_000); // biome-ignore format: short
    const suggestion = {
      id: 1,
      text: "a",
      replaceAfter: 0,
      source: "embedded",
      confidence: 1,
      origin: undefined,
    } as const;
    tracker.offered({ suggestion, uri, offset: 0, requestedAt: 5, explicit: true, cursor: at("▮") }, 17);
    tracker.stillThere(1);
    expect(emitted[0]).toMatchObject({
      kind: "shown",
      at: 1_000_000,
      latencyMs: 12,
      trigger: "explicit",
      confidence: 1,
    });
  });

  test("reports where accepted text is, also after its lines moved", () => {
    const places: unknown[] = [];
    const tracker = new OutcomeTracker((_event, accepted) => accepted && places.push(accepted), () => 1); // biome-ignore format: short
    const suggestion = {
      id: 1,
      text: "ab cd",
      replaceAfter: 0,
      source: "embedded",
      confidence: 1,
      origin: undefined,
    } as const;
    tracker.offered({ suggestion, uri, offset: 10, requestedAt: 0, explicit: false, cursor: at("▮") }, 0);
    tracker.textChanged(uri, [{ offset: 10, removed: 0, inserted: "a", insertedLength: 1 }], false, 1);
    tracker.selectionChanged(uri, { offset: 11, line: 0 }, true, 1);
    tracker.textChanged(uri, [{ offset: 0, removed: 0, inserted: "xx", insertedLength: 2 }], false, 1);
    tracker.textChanged(uri, [{ offset: 13, removed: 0, inserted: "b cd", insertedLength: 4 }], false, 1);
    tracker.accepted(1, 2);
    expect(places).toEqual([{ uri, start: 13, text: "b cd", length: 4 }]);
  });
});

test("whatever happens, no more characters are accepted than a suggestion has", () => {
  const step = fc.record({
    what: fc.constantFrom("type", "accept", "word", "undo", "offer", "move", "settle", "dismiss"),
    size: fc.integer({ min: 1, max: 9 }),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const { tracker, emitted, insert, offer } = offered({ text: "alpha(beta)" });
      let [id, offset, rest] = [1, 10, "alpha(beta)"];
      for (const { what, size } of steps) {
        const part = rest.slice(0, size);
        if (what === "type" || what === "word") {
          insert(offset, part);
          offset += part.length;
          rest = rest.slice(part.length);
          tracker.selectionChanged(uri, { offset, line: 4 }, what === "type", 100);
        } else if (what === "accept") {
          insert(offset, rest);
          offset += rest.length;
          rest = "";
          tracker.accepted(id, 100);
        } else if (what === "undo") {
          insert(offset - size, "", size, true);
          offset -= size;
          rest = "alpha(beta)".slice(-(rest.length + size));
        } else if (what === "offer") {
          if (size > 6) [id, rest] = [id + 1, "alpha(beta)"];
          offer(id, rest, offset, 100);
          tracker.stillThere(id);
        } else if (what === "move") tracker.selectionChanged(uri, { offset: 0, line: 0 }, true, 100);
        else if (what === "settle") tracker.settle(100);
        else tracker.dismissed(100);
      }
      tracker.closed(undefined, 200);
      for (const event of emitted) {
        if (event.kind === "ended") expect(event.acceptedCharacters).toBeLessThanOrEqual(event.characters);
      }
    }),
  );
});
