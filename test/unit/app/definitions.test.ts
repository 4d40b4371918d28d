import { expect, test } from "vitest";
import { Definitions, type Position } from "../../../src/app/definitions/definitions.ts";
import { createReadText } from "../../../src/app/files/readText.ts";
import { ManualClock } from "../../support/manualClock.ts";
import { MemoryFiles } from "../../support/memoryFiles.ts";

const library = "export interface Anything {\n  readonly price: number;\n}\n";

function createDefinitions(files: MemoryFiles, locations: Readonly<Record<string, string>>, delayMs = 0) {
  const clock = new ManualClock();
  const asked: string[] = [];
  const indexed = new Set<string>();
  const excluded = new Set<string>();
  const state = { isWanted: true };
  const onError = (error: unknown) => expect.fail(String(error));
  const excludes = async (uri: string) => excluded.has(uri);
  const readText = createReadText({ files, documents: files, workspace: files, excludes, onError });
  const text = "const first = cartOf(order);\nconst second = ";
  const uri = files.uri("main.ts");
  files.openDocument(uri, text);
  const find = async ({ line, column }: Position) => {
    const name = /^[\w$]+/.exec(text.split("\n")[line]?.slice(column) ?? "")?.[0] ?? "";
    asked.push(name);
    if (delayMs > 0) await new Promise<void>((resolve) => clock.after(delayMs, resolve));
    const found = locations[name];
    return found === undefined ? undefined : { uri: found, line: 0 };
  };
  const definitions = new Definitions({
    find,
    isWanted: () => state.isWanted,
    readText,
    documents: files,
    workspace: files,
    isIndexed: (each) => indexed.has(each),
    clock,
    onError,
  });
  const lines = { uri, languageId: "typescript", version: 1, firstLine: 0, lines: text.split("\n") };
  const indentation = { insertSpaces: true, tabSize: 2 };
  const at = () =>
    definitions
      .at({
        uri,
        path: "main.ts",
        languageId: "typescript",
        version: 1,
        line: 1,
        prefix: text,
        suffix: "",
        indentation,
      })
      .map((snippet) => snippet.path);
  return { definitions, clock, asked, indexed, excluded, state, at, rest: () => definitions.moved(() => lines) };
}

test("names near the cursor are looked up when it rests, the nearest first, and kept", async () => {
  const files = new MemoryFiles({ "cart.ts": library, "order.ts": library });
  const locations = { cartOf: files.uri("cart.ts"), order: files.uri("order.ts") };
  const { clock, asked, at, rest } = createDefinitions(files, locations);
  rest();
  await clock.advance(200);
  expect(asked).toEqual([]);
  await clock.advance(100);
  expect(asked).toEqual(["second", "const", "order", "cartOf", "first"]);
  expect(at().toSorted()).toEqual(["cart.ts", "order.ts"]);
  rest();
  await clock.advance(1_000);
  expect(asked).toHaveLength(5);
});

test("files outside the workspace, excluded, indexed and the same file give no definition", async () => {
  const files = new MemoryFiles({ "cart.ts": library, "order.ts": library });
  files.contents.set("file:///lib/lib.d.ts", library);
  const locations = {
    cartOf: files.uri("cart.ts"),
    order: files.uri("order.ts"),
    first: files.uri("main.ts"),
    second: "file:///lib/lib.d.ts",
  };
  const { clock, indexed, excluded, at, rest } = createDefinitions(files, locations);
  excluded.add(files.uri("cart.ts"));
  rest();
  await clock.advance(1_000);
  expect(at()).toEqual(["order.ts"]);
  indexed.add(files.uri("order.ts"));
  expect(at()).toEqual([]);
});

test("a slow language server is asked for the next name meanwhile, and its answer is kept when it comes", async () => {
  const files = new MemoryFiles({ "order.ts": library });
  const { clock, asked, at, rest } = createDefinitions(files, { order: files.uri("order.ts") }, 2_000);
  rest();
  await clock.advance(250 + 1_100);
  expect(asked).toEqual(["second", "const", "order"]);
  await clock.advance(5_000);
  expect(at()).toEqual(["order.ts"]);
});

test("an answer that comes after clearing is dropped", async () => {
  const files = new MemoryFiles({ "order.ts": library });
  const { definitions, clock, at, rest } = createDefinitions(files, { order: files.uri("order.ts") }, 2_000);
  rest();
  await clock.advance(250 + 1_100);
  definitions.clear();
  await clock.advance(5_000);
  expect(at()).toEqual([]);
});

test("nothing is looked up unless a completion would use it, and clearing forgets everything", async () => {
  const files = new MemoryFiles({ "cart.ts": library });
  const { definitions, clock, asked, state, at, rest } = createDefinitions(files, { cartOf: files.uri("cart.ts") });
  state.isWanted = false;
  rest();
  await clock.advance(1_000);
  expect(asked).toEqual([]);
  state.isWanted = true;
  rest();
  await clock.advance(1_000);
  expect(at()).toEqual(["cart.ts"]);
  definitions.clear();
  expect(at()).toEqual([]);
});
