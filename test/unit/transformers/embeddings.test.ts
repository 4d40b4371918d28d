import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { ModelError } from "../../../src/core/types/model.ts";
import { notLongerThan } from "../../../src/transformers/embeddings/notLongerThan.ts";
import type { TextRole } from "../../../src/transformers/messages.ts";
import { prepareStarving, starveThreads } from "../../support/tinyModel/starvedThreads.ts";
import { tinyEmbeddingsFiles } from "../../support/tinyModel/tinyEmbeddings.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";
import { useModelWorkers } from "../../support/tinyModel/useModelWorkers.ts";
import { writeModel } from "../../support/tinyModel/writeModel.ts";

const meanings = [
  ["kettle", "teapot"],
  ["invoice", "bill"],
];
/** The direction of each meaning, and of the mark at the start of a text. */
const [pots, bills, mark] = [0, 1, 2] as const;
const never = new AbortController().signal;

const workers = useModelWorkers(1, ({ folderOf }) => {
  writeModel(folderOf("plain"), tinyEmbeddingsFiles(meanings));
});
const model = workers.folderOf;

async function vectorsOf(
  name: string,
  texts: readonly string[],
  role: TextRole = "passage",
  worker = workers.shared(),
) {
  return (await worker.embed(name, role, texts, never)).vectors;
}

test("texts of one meaning get the same vector of length 1, though they share no word", async () => {
  const [kettle, teapot, bill] = await vectorsOf("plain", ["the kettle", "my teapot", "a bill"]);
  expect(kettle).toHaveLength(3);
  expect(Math.hypot(...(kettle ?? []))).toBeCloseTo(1);
  expect(kettle).toEqual(teapot);
  expect(bill?.[pots]).toBe(0);
  expect(bill?.[bills]).toBeCloseTo(1, 2);
});

test("the mean counts every word", async () => {
  const [both] = await vectorsOf("plain", ["kettle kettle bill"]);
  expect((both?.[pots] ?? 0) / (both?.[bills] ?? 1)).toBeCloseTo(2);
});

test("pooling follows the model's own file", async () => {
  writeModel(model("first"), tinyEmbeddingsFiles(meanings, { pooling: "cls" }));
  const [vector] = await vectorsOf("first", ["kettle"]);
  expect(vector?.[pots]).toBe(0);
  expect(vector?.[mark]).toBeCloseTo(1);
});

test("a question gets the words that the model wants before it, a passage others", async () => {
  writeModel(model("prompted"), tinyEmbeddingsFiles(meanings, { prompts: { query: "bill ", document: "kettle " } }));
  expect((await vectorsOf("prompted", ["x"], "question"))[0]?.[bills]).toBeCloseTo(1, 1);
  expect((await vectorsOf("prompted", ["x"], "passage"))[0]?.[pots]).toBeCloseTo(1, 1);
});

test("a text that is longer than the model's context is cut at a token", async () => {
  writeModel(model("short"), tinyEmbeddingsFiles(meanings, { maxTokens: 6 }));
  const [cut] = await vectorsOf("short", ["kettle kettle kettle kettle bill bill bill"]);
  expect(cut?.[bills]).toBe(0);
  expect(cut?.[pots]).toBeGreaterThan(0.9);
});

test("the fingerprint belongs to the files of a model, not to its name", async () => {
  const fingerprint = async () => (await workers.own().embed("changing", "passage", [], never)).fingerprint;
  writeModel(model("changing"), tinyEmbeddingsFiles(meanings));
  const before = await fingerprint();
  expect((await workers.shared().embed("plain", "passage", [], never)).fingerprint).toBe(before);
  writeModel(model("changing"), tinyEmbeddingsFiles([["other"]]));
  expect(await fingerprint()).not.toBe(before);
  writeModel(model("changing"), tinyEmbeddingsFiles(meanings, { pooling: "cls" }));
  expect(await fingerprint()).not.toBe(before);
});

test("an aborted request ends without vectors, and the next one is answered", async () => {
  const abort = new AbortController();
  const asked = workers.shared().embed("plain", "passage", Array<string>(1_000).fill("kettle"), abort.signal);
  abort.abort(new Error("enough"));
  await expect(asked).rejects.toThrow("enough");
  expect(await vectorsOf("plain", ["kettle"])).toHaveLength(1);
});

test.each<[string, (folder: string) => void, string, RegExp]>([
  ["no weights", (at) => rmSync(join(at, "onnx"), { recursive: true }), "badResponse", /no weights/],
  [
    "weights that are damaged",
    (at) => writeFileSync(join(at, "onnx/model_quantized.onnx"), Buffer.alloc(100, 7)),
    "badResponse",
    /protobuf|load|parse/i,
  ],
  [
    "layers after its pooling",
    (at) => writeFileSync(join(at, "modules.json"), JSON.stringify([{ type: "sentence_transformers.models.Dense" }])),
    "badRequest",
    /layers after its pooling/,
  ],
])("a model with %s fails with a reason, and another still works", async (what, damage, kind, reason) => {
  const name = `broken ${what}`;
  writeModel(model(name), tinyEmbeddingsFiles(meanings));
  damage(model(name));
  const error = await vectorsOf(name, ["x"]).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ModelError);
  expect(error).toMatchObject({ kind, detail: expect.stringMatching(reason) });
  expect(await vectorsOf("plain", ["kettle"])).toHaveLength(1);
});

test("a model that continues text or fills in words is refused as such", async () => {
  writeModel(model("talker"), tinyModelFiles());
  writeModel(model("filler"), tinyEmbeddingsFiles(meanings, { output: "logits" }));
  const refused = { kind: "badRequest", detail: expect.stringContaining("not a model for search by meaning") };
  await expect(vectorsOf("talker", ["x"])).rejects.toMatchObject(refused);
  await expect(vectorsOf("filler", ["x"])).rejects.toMatchObject(refused);
});

test("a thread that dies is reported, and the next request starts another", async () => {
  const worker = workers.own();
  await vectorsOf("plain", ["x"], "passage", worker);
  const dying = vectorsOf("plain", Array<string>(5_000).fill("kettle"), "passage", worker);
  const refusal = expect(dying).rejects.toMatchObject({ kind: "unreachable" });
  await worker.kill();
  await refusal;
  expect(await vectorsOf("plain", ["kettle"], "passage", worker)).toHaveLength(1);
});

test("a thread that runs out of memory is reported as such, and the next request starts another", async () => {
  prepareStarving();
  await starveThreads(true);
  const worker = workers.own();
  const refusal = { kind: "unreachable", detail: "the model's thread ran out of memory" };
  await expect(vectorsOf("plain", ["kettle"], "passage", worker)).rejects.toMatchObject(refusal);
  await starveThreads(false);
  expect(await vectorsOf("plain", ["kettle"], "passage", worker)).toHaveLength(1);
});

test("a question does not wait until a model is loaded, and the next one finds it loaded", async () => {
  const worker = workers.own();
  const ask = (mostMs: number) =>
    notLongerThan(mostMs, never, (signal) => worker.embed("plain", "question", ["kettle"], signal));
  await expect(ask(0)).rejects.toMatchObject({ kind: "loading" });
  expect((await ask(60_000)).vectors).toHaveLength(1);
});

test("an idle thread ends, and its memory is free until the next request", async () => {
  const worker = workers.own(30);
  await vectorsOf("plain", ["kettle"], "passage", worker);
  await expect.poll(() => worker.threadId, { timeout: 60_000 }).toBe(0);
});
