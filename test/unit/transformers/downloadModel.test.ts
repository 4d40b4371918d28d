import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { downloadModel } from "../../../src/transformers/downloadModel.ts";
import { listFiles } from "../../../src/transformers/hubListing.ts";
import { ModelFolders } from "../../../src/transformers/modelFolders.ts";
import { pickWeights } from "../../../src/transformers/weights.ts";
import { makeTemporaryFolder } from "../../support/temporaryFolder.ts";
import { startHub } from "../../support/tinyModel/hubServer.ts";
import { tinyModelFiles } from "../../support/tinyModel/tinyModel.ts";

const name = "tiny/Model-1";
const weights = "onnx/model.onnx";
const never = new AbortController().signal;
const files = tinyModelFiles();

let folder: Awaited<ReturnType<typeof makeTemporaryFolder>>;
let hub: Awaited<ReturnType<typeof startHub>>;
let folders: ModelFolders;

beforeEach(async () => {
  folder = await makeTemporaryFolder();
  hub = await startHub(name, new Map([...files, ["README.md", Buffer.from("not wanted")]]));
  folders = new ModelFolders(folder.path);
});
afterEach(async () => {
  await hub.stop();
  await folder.remove();
});

const list = () => listFiles(hub.url, { model: name, use: "completion" }, fetch, never);

async function download(signal = never, onProgress: (bytes: number) => void = () => undefined): Promise<boolean> {
  const listing = await list();
  return downloadModel(listing, folders.pathOf(name), { hub: hub.url, fetch, onProgress }, signal);
}

test("the hub's own figures tell how large a model is, before anything of it is fetched", async () => {
  const { bytes, dtype, files: listed, revision } = await list();
  expect(bytes).toBe([...files.values()].reduce((sum, each) => sum + each.length, 0));
  expect(dtype).toBe("fp32");
  expect(revision).toHaveLength(40);
  expect(listed.map(({ path }) => path)).not.toContain("README.md");
  expect(hub.requests).toHaveLength(1);
});

test("a download follows the hub's redirects, tells its progress and leaves exactly the files", async () => {
  const told: number[] = [];
  expect(await download(never, (bytes) => told.push(bytes))).toBe(true);
  for (const [path, bytes] of files) expect(readFileSync(join(folders.pathOf(name), path)).equals(bytes)).toBe(true);
  expect(told).toEqual(told.toSorted((a, b) => a - b));
  expect(told.at(-1)).toBe((await list()).bytes);
  expect(existsSync(join(folders.pathOf(name), "README.md"))).toBe(false);
  expect(hub.requests.some(({ path }) => path.startsWith("/storage/"))).toBe(true);
});

test("a model counts as there only when its download was noted as complete", async () => {
  expect(folders.has(name)).toBe(false);
  expect(() => folders.find(name)).toThrow(/not on this machine yet/);
  await download();
  expect(folders.has(name)).toBe(false);
  await folders.complete(await list());
  expect(folders.find(name)).toBe(folders.pathOf(name));
  expect(await folders.downloaded("completion")).toEqual([name]);
  await folders.remove(name);
  expect(folders.has(name)).toBe(false);
  expect(readdirSync(folder.path)).toEqual([]);
});

test("a cancelled download ends at once, and the next one goes on where it stopped", async () => {
  hub.state.fault = { kind: "stall", path: weights, after: 100_000 };
  const abort = new AbortController();
  const total = (await list()).bytes;
  const few = total - (files.get(weights)?.length ?? 0);
  const done = await download(abort.signal, (bytes) => {
    if (bytes >= few + 100_000) abort.abort();
  });
  expect(done).toBe(false);
  expect(existsSync(join(folders.pathOf(name), weights))).toBe(false);
  hub.state.fault = undefined;
  hub.requests.length = 0;
  expect(await download()).toBe(true);
  expect(hub.requests.filter(({ path }) => path === `/storage/${weights}`)).toEqual([
    { path: `/storage/${weights}`, range: "bytes=100000-" },
  ]);
  expect(hub.requests.some(({ path }) => path === "/storage/tokenizer.json")).toBe(false);
});

test("a file cut short is named as such, and finished by the next try", async () => {
  hub.state.fault = { kind: "cut", path: weights, after: 5_000 };
  await expect(download()).rejects.toMatchObject({ kind: "badResponse", detail: expect.stringContaining("5000 of") });
  hub.state.fault = undefined;
  expect(await download()).toBe(true);
});

test.each(["wrong", "longer"] as const)(
  "a file with %s content never gets its name, nor is it gone on with",
  async (kind) => {
    hub.state.fault = { kind, path: weights };
    await expect(download()).rejects.toMatchObject({ kind: "badResponse" });
    expect(readdirSync(join(folders.pathOf(name), "onnx"))).toEqual([]);
    hub.state.fault = undefined;
    expect(await download()).toBe(true);
  },
);

test("a file that the hub lists but does not have, and a model it does not know, are not found", async () => {
  hub.state.fault = { kind: "missing", path: weights };
  await expect(download()).rejects.toMatchObject({ kind: "notFound" });
  await expect(listFiles(hub.url, { model: "tiny/other", use: "completion" }, fetch, never)).rejects.toMatchObject({
    kind: "notFound",
  });
});

test("names that would lead elsewhere are refused, and a model without fitting weights is, too", async () => {
  for (const odd of ["../x", "a/../b", "a", "a/b/c", "https://a/b", "../.."]) {
    await expect(listFiles(hub.url, { model: odd, use: "completion" }, fetch, never)).rejects.toMatchObject({
      kind: "notConfigured",
    });
    expect(() => folders.pathOf(odd)).toThrow();
  }
  expect(hub.requests).toEqual([]);
  const other = await startHub(name, new Map([...files].filter(([path]) => path !== weights)));
  await expect(listFiles(other.url, { model: name, use: "completion" }, fetch, never)).rejects.toMatchObject({
    kind: "badRequest",
  });
  await other.stop();
});

test("nobody there is unreachable", async () => {
  await hub.stop();
  await expect(list()).rejects.toMatchObject({ kind: "unreachable" });
});

test("the smallest weights that compute well are picked, with their data in order", () => {
  const data = Array.from({ length: 11 }, (_, at) => `onnx/model_q4.onnx_data${at === 0 ? "" : `_${at}`}`);
  expect(
    pickWeights(["onnx/model.onnx", "onnx/model_fp16.onnx", "onnx/model_q4.onnx", ...data.toReversed()], "completion"),
  ).toEqual({
    dtype: "q4",
    files: ["onnx/model_q4.onnx", ...data],
  });
  expect(pickWeights(["onnx/model_fp16.onnx"], "completion")).toBeUndefined();
});
