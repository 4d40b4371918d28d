import { expect, test } from "vitest";
import { Conversations, type StoredFiles } from "../../../src/app/ask/conversations.ts";
import { readKeptTurns } from "../../../src/webview/ask/protocol.ts";

function memory(texts = new Map<string, string>()): StoredFiles & { readonly texts: Map<string, string> } {
  return {
    texts,
    names: () => Promise.resolve([...texts.keys()]),
    read: (name) => Promise.resolve(texts.get(name)),
    write: (name, text) => Promise.resolve(void texts.set(name, text)),
    remove: (name) => Promise.resolve(void texts.delete(name)),
  };
}

const turn = (question: string) =>
  readKeptTurns({ turns: [{ id: 1, question, answer: "Because.", sources: [], status: { kind: "done" } }] });

test("conversations are listed newest first, with what was kept last", async () => {
  const history = new Conversations(memory(), readKeptTurns);
  await history.keep({ id: "a", at: 1, turns: turn("why?") });
  await history.keep({ id: "b", at: 2, turns: turn("how?") });
  await history.keep({ id: "a", at: 3, turns: turn("why not?") });
  const all = await history.list();
  expect(all.map(({ id, turns }) => `${id} ${turns[0]?.question}`)).toEqual(["a why not?", "b how?"]);
});

test("changes at the same time leave one file", async () => {
  const files = memory();
  const history = new Conversations(files, readKeptTurns);
  await Promise.all([1, 2, 3].map((at) => history.keep({ id: "a", at, turns: turn(`question ${at}`) })));
  expect(files.texts.size).toBe(1);
  expect((await history.list()).map(({ at }) => at)).toEqual([3]);
});

test("a file that can't be written is reported once, and the next is written", async () => {
  const files = memory();
  let isFull = true;
  const write: StoredFiles["write"] = (name, text) =>
    isFull ? Promise.reject(new Error("disk full")) : files.write(name, text);
  const history = new Conversations({ ...files, write }, readKeptTurns);
  await expect(history.keep({ id: "a", at: 1, turns: turn("why?") })).rejects.toThrow("disk full");
  isFull = false;
  await history.keep({ id: "a", at: 2, turns: turn("why?") });
  expect(await history.list()).toHaveLength(1);
});

test("a deleted conversation and one without turns are gone", async () => {
  const history = new Conversations(memory(), readKeptTurns);
  await history.keep({ id: "a", at: 1, turns: turn("why?") });
  await history.keep({ id: "b", at: 2, turns: turn("how?") });
  await history.delete("a");
  await history.keep({ id: "b", at: 3, turns: [] });
  expect(await history.list()).toEqual([]);
});

test("damaged files and files of something else are passed over", async () => {
  const files = memory();
  const history = new Conversations(files, readKeptTurns);
  await history.keep({ id: "good", at: 1, turns: turn("why?") });
  const [[name = "", text = ""] = []] = [...files.texts];
  files.texts.set(name.replace("good", "cut"), text.slice(0, 40));
  files.texts.set(name.replace("good", "other"), "[1, 2]");
  files.texts.set(`${name}.part`, "{");
  files.texts.set("notes.json", text);
  expect((await history.list()).map(({ id }) => id)).toEqual(["good"]);
});

test("the conversation that changed last is known", async () => {
  const history = new Conversations(memory(), readKeptTurns);
  expect(await history.latest()).toBeUndefined();
  await history.keep({ id: "a", at: 2, turns: turn("why?") });
  await history.keep({ id: "b", at: 1, turns: turn("how?") });
  expect(await history.latest()).toMatchObject({ id: "a", turns: [{ question: "why?" }] });
  await history.keep({ id: "a", at: 3, turns: turn("why not?") });
  expect(await history.latest()).toMatchObject({ id: "a", at: 3, turns: [{ question: "why not?" }] });
});

test("what a killed process left behind is not shown, and is removed", async () => {
  const files = memory();
  const history = new Conversations(files, readKeptTurns);
  await history.keep({ id: "a", at: 5, turns: turn("why?") });
  const [text = ""] = files.texts.values();
  files.texts.set("000000000000003-a.json", text); // It had written the newer file, and not removed the older one.
  files.texts.set("000000000000004-a.json.part", "{");
  files.texts.set("000000000000004-b.json.part", "{");
  expect((await history.list()).map(({ id, at }) => `${id} ${at}`)).toEqual(["a 5"]);
  await history.keep({ id: "c", at: 30_000, turns: turn("how?") });
  expect([...files.texts.keys()]).toContain("000000000000004-b.json.part"); // Perhaps another window writes it.
  await history.keep({ id: "a", at: 90_000, turns: turn("why not?") });
  expect([...files.texts.keys()].toSorted()).toEqual(["000000000030000-c.json", "000000000090000-a.json"]);
});

test("of many conversations the oldest make room", async () => {
  const files = memory();
  const history = new Conversations(files, readKeptTurns);
  for (let at = 0; at < 103; at++) await history.keep({ id: `c${at}`, at, turns: turn(`question ${at}`) });
  const ids = (await history.list()).map(({ id }) => id);
  expect(ids).toHaveLength(100);
  expect(ids.at(0)).toBe("c102");
  expect(ids.at(-1)).toBe("c3");
});
