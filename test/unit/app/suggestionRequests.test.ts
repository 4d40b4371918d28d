import { expect, test } from "vitest";
import { Silence } from "../../../src/app/completion/silence.ts";
import { SuggestionRequests } from "../../../src/app/completion/suggestionRequests.ts";
import type { EndedRequest } from "../../../src/app/journal/requestLog.ts";
import { parseDocumentSettings } from "../../../src/app/settings/documentSettings.ts";
import { parseSettings } from "../../../src/app/settings/parseSettings.ts";
import { settingDefaults } from "../../../src/app/settings/settingDefaults.ts";
import { createSettingReader } from "../../../src/app/settings/settingReader.ts";
import { withoutServer } from "../../../src/core/completion/serverAnswers.ts";
import { SuggestionMemory } from "../../../src/core/completion/suggestionMemory.ts";
import { at } from "../../support/at.ts";
import { memoryStore } from "../../support/fakePorts.ts";
import { ManualClock } from "../../support/manualClock.ts";

/** The requests of an editor whose engine holds the thread for some time, and what it did to the requests. */
function rig(engineMs: number, onYield: () => void) {
  let now = 0;
  const ended: EndedRequest[] = [];
  const memory = new SuggestionMemory();
  const clock = {
    now: () => now,
    yieldToEventLoop: () => Promise.resolve(onYield()),
    pause: () => Promise.resolve(),
  };
  const server = withoutServer(memory, clock);
  const embedded = () => {
    now += engineMs;
    return [{ text: "answer = compute(one);", confidence: 0.99, origin: undefined }];
  };
  const reader = createSettingReader((name) => settingDefaults[name]);
  const requests = new SuggestionRequests({
    ports: { embedded, server, memory, clock },
    recentFeed: { ensure: () => undefined },
    silence: new Silence({ clock: new ManualClock(), store: memoryStore() }),
    excludes: () => Promise.resolve(false),
    context: () => parseSettings(reader).context,
    variantAt: () => undefined,
    wall: () => 0,
    onEnded: (request) => ended.push(request),
  });
  const cursor = at("const ▮\n");
  const request = {
    document: { uri: cursor.uri, languageId: cursor.languageId, version: 1, lineCount: 2 },
    cursor,
    file: cursor.uri,
    contextMs: 0,
    explicit: false,
    selected: undefined,
    editor: { supportedDocument: true, readOnly: false, cursors: 1, hasSelection: false },
    settings: parseDocumentSettings(reader),
    newOfferPauseMs: 75,
    path: { relative: "a.ts", absolute: "/a.ts" },
    isCurrent: () => true,
  };
  return { ask: (signal: AbortSignal) => requests.answer(request, signal), ended };
}

test("an editor that stopped waiting while the engine held the thread gets nothing, and nothing counts as offered", async () => {
  const controller = new AbortController();
  const { ask, ended } = rig(200, () => controller.abort()); // Its message has been waiting.
  expect((await ask(controller.signal)).suggestions).toEqual([]);
  expect(ended).toMatchObject([{ suggestion: undefined, answer: { end: { outcome: "cancelled" } } }]);
});

test("an editor that stopped waiting before a quick answer was begun gets nothing either", async () => {
  const controller = new AbortController();
  const { ask, ended } = rig(0, () => controller.abort());
  expect((await ask(controller.signal)).suggestions).toEqual([]);
  expect(ended).toMatchObject([{ suggestion: undefined, answer: { end: { outcome: "cancelled" } } }]);
});

test("an editor that waits gets the answer", async () => {
  const { ask, ended } = rig(5, () => undefined);
  expect((await ask(new AbortController().signal)).suggestions).toMatchObject([{ text: "answer = compute(one);" }]);
  expect(ended).toMatchObject([{ answer: { end: { outcome: "offered" } } }]);
});
