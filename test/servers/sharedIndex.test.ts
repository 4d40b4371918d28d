import { describe, expect, test } from "vitest";
import { createPassageIndex } from "../../src/core/ask/createPassageIndex.ts";
import type { FoundSpan } from "../../src/core/ask/passageIndex.ts";
import { buildQuery } from "../../src/core/ask/rank/query.ts";
import { textHash } from "../../src/core/util/textHash.ts";
import { embedTiny } from "../../src/lab/bench/ask/tinyEmbeddings.ts";
import { asked, boats, embedder, MemoryClone, ownFiles, pause, postgres, useSharedIndexes } from "./sharedIndexes.ts";

describe.runIf(postgres)("a shared index in a real PostgreSQL", () => {
  const { find, index, open, sql } = useSharedIndexes();

  /** Vectors have a byte a number in memory and half precision in the database: scores differ by so much at most. */
  const tolerance = 0.02;
  const isNearOne = (ratio: number) => Math.abs(ratio - 1) < tolerance;
  /** The score of the best passage of each file. */
  const bestByFile = (spans: readonly FoundSpan[]) => {
    const best = new Map<string, number>();
    for (const { path, score } of spans) best.set(path, Math.max(score, best.get(path) ?? 0));
    return best;
  };

  test("finds the same files with the same scores as an index in memory", async () => {
    const clone = new MemoryClone(ownFiles());
    clone.commits = [
      {
        subject: "Retry requests that the server refuses for now",
        body: "",
        paths: ["src/core/ask/rewriteQuery.ts"],
      },
      { subject: "Cut long answers", body: "They never end.", paths: ["src/core/ask/boundAnswer.ts"] },
    ];
    const local = createPassageIndex(pause);
    await local.set([...clone.files].map(([path, text]) => ({ uri: path, path, text })));
    await local.save();
    await local.learn(clone.commits);
    const store = open();
    await index(store, "own", clone);
    for (const question of [
      "Where are failed requests retried?",
      "How are vectors of an embeddings model stored?",
      "Wie werden Geheimnisse entfernt?",
      "how do I let another model answer",
      "which tests cover the ranking of chunks",
      "what happens when an answer never ends",
      "Where is the Kubernetes operator deployed?",
    ]) {
      const here = bestByFile((await local.find(asked(question), { limit: 20, recentUris: [] })).spans);
      const { spans, ...there } = await find(store, "own", question);
      for (const [path, score] of bestByFile(spans))
        expect(score / (here.get(path) ?? 0), `${question} ${path}`).toSatisfy(isNearOne);
      const last = spans.at(-1)?.score ?? 0;
      const best = [...here].filter(([, score]) => score > last * (1 + tolerance)).map(([path]) => path);
      expect([...bestByFile(spans).keys()], question).toEqual(expect.arrayContaining(best));
      const { isUnlikely, rarity, fileCount } = await local.find(asked(question), { limit: 1, recentUris: [] });
      expect([there.isUnlikely, there.fileCount], question).toEqual([isUnlikely, fileCount]);
      for (const [at, value] of rarity.entries()) expect(there.rarity[at]).toBeCloseTo(value, 5);
    }
  });

  test("filters by folder and language, and keeps repositories apart", async () => {
    const store = open();
    await index(store, "filtered", boats());
    await index(store, "other", new MemoryClone([["boats.ts", "export const harborBoats = 1;\n"]]));
    const paths = async (folder: string, languageIds: readonly string[]) => {
      const query = buildQuery(asked("boats of the harbor"));
      const filter = { folder, languageIds };
      const found = await store.search({
        repositories: ["none", "filtered"],
        query,
        filter,
        meaning: undefined,
      });
      return found.byWords.map(({ path }) => path).toSorted();
    };
    expect(await paths("", [])).toEqual(["docs/boats.md", "src/fleet.ts"]);
    expect(await paths("docs", [])).toEqual(["docs/boats.md"]);
    expect(await paths("doc", [])).toEqual([]);
    expect(await paths("", ["typescript"])).toEqual(["src/fleet.ts"]);
  });

  test("finds by the vectors of an embeddings model, too, through an HNSW index", async () => {
    const store = open();
    const clone = boats();
    expect(await index(store, "vectors", clone, embedder)).toMatchObject({ embedded: 3 });
    const vector = embedTiny("wages");
    const near = await find(store, "vectors", "wages", "", embedTiny("Pays the sailors at the end of a month"));
    expect(near.hits.byWords).toEqual([]);
    expect(near.hits.byMeaning[0]?.path).toBe("src/crew.ts");
    expect(near.spans[0]?.path).toBe("src/crew.ts");
    expect((await find(store, "vectors", "wages", "docs", vector)).spans.map(({ path }) => path)).toEqual([
      "docs/boats.md",
    ]);
    // Of another length, so not of this model.
    expect((await find(store, "vectors", "wages", "", [1, 2, 3])).hits.byMeaning).toEqual([]);
    clone.commit = "two";
    clone.changed = ["src/crew.ts"];
    clone.files.set("src/crew.ts", "export function paintHull() {}\n");
    expect(await index(store, "vectors", clone, embedder)).toMatchObject({ written: 1, embedded: 1 });
    expect(
      await sql("SELECT indexdef FROM pg_indexes WHERE schemaname = 'hunch' AND indexdef LIKE '%hnsw%'"),
    ).toContain("halfvec_cosine_ops");
  });

  test("words that are too long for an index of the database are left out, also of commit messages", async () => {
    const letter = (at: number) => String.fromCodePoint(0xac00 + (Number.parseInt(textHash(String(at)), 36) % 11_172));
    const word = Array.from({ length: 1_900 }, (_, at) => letter(at)).join("");
    const clone = new MemoryClone([
      ["src/one.ts", `export const harbor = "${word}";\n`],
      ["src/other.ts", `export const fleet = "${word}";\n`],
    ]);
    clone.commits = [{ subject: `Add ${word}`, body: "", paths: ["src/one.ts"] }];
    expect(await index(open(), "long", clone)).toMatchObject({ written: 2 });
    expect((await find(open(), "long", "harbor")).spans.map(({ path }) => path)).toEqual(["src/one.ts"]);
  });
});
