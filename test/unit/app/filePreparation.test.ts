import { expect, test } from "vitest";
import { createCompletion } from "../../../src/app/completion/createCompletion.ts";
import { FilePreparation } from "../../../src/app/completion/filePreparation.ts";
import { Definitions } from "../../../src/app/definitions/definitions.ts";
import { Exclusions } from "../../../src/app/files/exclusions.ts";
import { createReadText } from "../../../src/app/files/readText.ts";
import { createLearning } from "../../../src/app/learning/createLearning.ts";
import { parseSettings } from "../../../src/app/settings/parseSettings.ts";
import { settingDefaults } from "../../../src/app/settings/settingDefaults.ts";
import { createSettingReader } from "../../../src/app/settings/settingReader.ts";
import type { SettingsPort } from "../../../src/app/settings/settingsPort.ts";
import { usualPrompt } from "../../../src/core/prompt/promptChoices.ts";
import type { Cursor } from "../../../src/core/types/cursor.ts";
import type { Snippet } from "../../../src/core/types/snippet.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

const cart = "export class Cart {\n  total(): number {\n    return this.items.length;\n  }\n}\n";

/** The whole product without an editor, composed as an adapter does it. */
function createProduct() {
  const files = new MemoryFiles({ "cart.ts": cart, "unopened.ts": cart });
  const clock = new ManualClock();
  const onError = (error: unknown) => expect.fail(String(error));
  const values = parseSettings(createSettingReader((name) => settingDefaults[name]));
  const settings: SettingsPort = { current: () => values, excludes: () => [], onDidChange: () => () => undefined };
  const gitUser = { home: "file:///home", configHome: "file:///home/.config", configFiles: [], uriOf: String };
  const exclusions = new Exclusions({ files, workspace: files, gitUser, globs: settings.excludes, onError });
  const excludes = (uri: string) => exclusions.excludes(uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  const store = { get: () => undefined, set: () => Promise.resolve() };
  const log = { debug: () => undefined, warn: onError };
  const learning = createLearning({ readText, exclusions, workspace: files, settings, store, clock, log, onError });
  const definitions = new Definitions({
    find: () => Promise.resolve(undefined),
    isWanted: () => false,
    readText,
    documents: files,
    workspace: files,
    isIndexed: () => false,
    clock,
    onError,
  });
  const completion = createCompletion({
    learning,
    definitions,
    server: () => undefined,
    onServerEnded: () => undefined,
    clock,
    yieldToEventLoop: () => Promise.resolve(),
  });
  const steps: string[] = [];
  const read: (readonly Snippet[])[] = [];
  let aborted: AbortSignal | undefined;
  const server = {
    load: () => Promise.resolve(void steps.push("load")),
    readAhead: (snippets: readonly Snippet[], signal: AbortSignal) => {
      steps.push("read ahead");
      read.push(snippets);
      aborted = signal;
      return Promise.resolve();
    },
  };
  const text = "import { Cart } from './cart';\nconst total = new Cart().";
  const cursor: Cursor = {
    uri: files.uri("main.ts"),
    path: "main.ts",
    languageId: "typescript",
    version: 1,
    line: 1,
    prefix: text,
    suffix: "",
    indentation: { insertSpaces: true, tabSize: 2 },
  };
  const state: { cursor: Cursor; edited: () => void } = { cursor, edited: () => undefined };
  files.openDocument(cursor.uri, text);
  const preparation = new FilePreparation({
    learning,
    completion,
    cursor: () => state.cursor,
    excludes,
    server: () => server,
    promptOf: () => ({ maxPromptTokens: 2_048, choices: { prompt: usualPrompt } }),
    onEdited: (listener) => {
      state.edited = () => listener();
      return () => undefined;
    },
    clock,
  });
  const { uri, languageId } = cursor;
  learning.recentFeed.shown({ uri: files.uri("cart.ts"), languageId, version: 0, lineCount: 6 });
  learning.recentFeed.shown({ uri, languageId, version: 1, lineCount: 2 });
  return { files, clock, learning, preparation, steps, read, state, signal: () => aborted };
}

test("a file in front is prepared: files are learnt, then the server reads the snippets of the next request", async () => {
  const { files, clock, learning, preparation, steps, read } = createProduct();
  const prepared = preparation.start();
  await clock.advance(10_000);
  await prepared;
  expect(steps).toEqual(["load", "read ahead"]);
  expect(read[0]?.map(({ path }) => path)).toContain("cart.ts");
  await learning.workspaceFeed.whenRead();
  expect(learning.engine.versionOf(files.uri("unopened.ts"))).toBe(0);
  const again = preparation.start();
  await clock.advance(10_000);
  await again;
  expect(steps).toEqual(["load", "read ahead", "load"]);
});

test("who types sends requests of their own: nothing is read ahead, and what runs is aborted", async () => {
  const { clock, preparation, steps, state, signal } = createProduct();
  const prepared = preparation.start();
  await clock.advance(500);
  state.cursor = { ...state.cursor, version: 2 };
  await clock.advance(10_000);
  await prepared;
  expect(steps).toEqual(["load"]);
  const again = preparation.start();
  await clock.advance(10_000);
  await again;
  state.edited();
  expect(signal()?.aborted).toBe(true);
});

test("nothing is done for an excluded file", async () => {
  const { files, clock, preparation, steps } = createProduct();
  files.contents.set(files.uri(".gitignore"), "main.ts");
  const prepared = preparation.start();
  await clock.advance(10_000);
  await prepared;
  expect(steps).toEqual([]);
});

test("another file in front ends the preparation of the one before", async () => {
  const { clock, preparation, steps } = createProduct();
  const first = preparation.start();
  const second = preparation.start();
  await clock.advance(10_000);
  await Promise.all([first, second]);
  expect(steps).toEqual(["load", "read ahead"]);
});
