import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { fetchSources } from "../../../scripts/trainingSources/fetchSources.ts";
import { type TrainingSource, trainingSources } from "../../../scripts/trainingSources/sourceList.ts";

const signals: TrainingSource = { from: "npm", name: "@preact/signals-core", version: "1.14.5" };
const flask: TrainingSource = { from: "debian", name: "python3-flask", version: "2.2.2-3" };

let parent = "";
beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), "hunch-sources-"));
});
afterEach(() => rm(parent, { recursive: true, force: true }));

describe("fetchSources", () => {
  it("unpacks each package into a folder of its name and leaves nothing else behind", async () => {
    const folder = join(parent, "sources");
    await fetchSources([signals, flask], folder, unpackers());
    expect(await readdir(folder)).toEqual(["preact-signals-core", "python3-flask"]);
    expect(await readFile(join(folder, "preact-signals-core/index.ts"), "utf8")).toBe("1.14.5");
    expect(await readdir(parent)).toEqual(["sources"]);
  });

  it("fetches only what is missing", async () => {
    const folder = join(parent, "sources");
    const fetched: string[] = [];
    const counting = unpackers(({ name }) => fetched.push(name));
    await fetchSources([signals], folder, counting);
    await fetchSources([signals, flask], folder, counting);
    expect(fetched).toEqual([signals.name, flask.name]);
  });

  it("names a package that could not be fetched, and keeps no half of it", async () => {
    const folder = join(parent, "sources");
    const failing = unpackers(({ name }) => {
      if (name === flask.name) throw new Error("E: Version '2.2.2-3' was not found");
    });
    await expect(fetchSources([signals, flask], folder, failing)).rejects.toThrow(
      "The sources of python3-flask 2.2.2-3 could not be fetched. E: Version '2.2.2-3' was not found",
    );
    expect(await readdir(folder)).toEqual(["preact-signals-core"]);
    expect(await readdir(parent)).toEqual(["sources"]);
  });
});

describe("the list of sources", () => {
  it("gives each package a folder of its own", async () => {
    const folder = join(parent, "sources");
    await fetchSources(trainingSources, folder, unpackers());
    expect(await readdir(folder)).toHaveLength(trainingSources.length);
  });
});

/** Package managers that write a file with the version, after `onFetch`. */
function unpackers(onFetch: (source: TrainingSource) => unknown = () => undefined) {
  const unpack = async (source: TrainingSource, _downloads: string, into: string) => {
    await writeFile(join(into, "index.ts"), source.version);
    onFetch(source);
  };
  return () => ({ npm: unpack, debian: unpack, debianSource: unpack });
}
