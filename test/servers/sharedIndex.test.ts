import { globSync, readFileSync } from "node:fs";
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { build } from "esbuild";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { runCommand, tryCommand } from "../../scripts/command.ts";
import type { PostgresRoot } from "../../scripts/debian/findPostgres.ts";
import { inCache } from "../../scripts/paths.ts";
import type { Clone, IndexingDeps } from "../../src/app/ask/shared/clone.ts";
import { indexRepository } from "../../src/app/ask/shared/indexRepository.ts";
import { createPassageIndex } from "../../src/core/ask/createPassageIndex.ts";
import type { Commit } from "../../src/core/ask/history/commitIndex.ts";
import type { FoundSpan } from "../../src/core/ask/passageIndex.ts";
import { buildQuery } from "../../src/core/ask/rank/query.ts";
import { sharedFindings } from "../../src/core/ask/shared/sharedFindings.ts";
import type { SharedStore } from "../../src/core/ask/shared/sharedStore.ts";
import { parseStoreAddress } from "../../src/core/ask/shared/storeAddress.ts";
import { redact } from "../../src/core/privacy/redactSecrets.ts";
import { textHash } from "../../src/core/util/textHash.ts";
import { embedTiny } from "../../src/lab/bench/ask/tinyEmbeddings.ts";
import { openPostgresStore } from "../../src/postgres/openPostgresStore.ts";
import { setup } from "../support/lsp/buildServer.ts";
import { LspClient } from "../support/lsp/lspClient.ts";
import { startCutProxy } from "./cutProxy.ts";
import { type RunningPostgres, startPostgres, superuser } from "./postgresServer.ts";

const named = process.env["HUNCH_POSTGRES"];
const postgres: PostgresRoot | undefined = named === undefined ? undefined : JSON.parse(named);

const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const embedder = { model: "tiny", embed: (texts: readonly string[]) => Promise.resolve(texts.map(embedTiny)) };
const ways = { builtBy: "1.0.0", redact, embedder: undefined, onProgress: () => undefined, pause };
const asked = (question: string) => ({ question, selection: undefined, earlier: [] });

/** A clone in memory. */
class MemoryClone implements Clone {
  commit = "one";
  uncommitted: readonly string[] = [];
  readonly files: Map<string, string>;
  readonly read: Clone["read"];
  changed: readonly string[] | undefined;
  readonly reads: string[] = [];
  commits: readonly Commit[] = [];

  constructor(files: Iterable<readonly [path: string, text: string]>) {
    this.files = new Map(files);
    this.read = (path) => {
      this.reads.push(path);
      return Promise.resolve(this.files.get(path));
    };
  }

  get paths(): readonly string[] {
    return [...this.files.keys()];
  }

  changedSince(): Promise<readonly string[] | undefined> {
    return Promise.resolve(this.changed);
  }

  history(): Promise<readonly Commit[]> {
    return Promise.resolve(this.commits);
  }
}

/** Code and pages of Hunch itself. */
function ownFiles(): readonly (readonly [string, string])[] {
  const paths = globSync(["src/core/ask/**/*.ts", "docs/*.md"]).sort();
  return paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(path, "utf8")] as const);
}

describe.runIf(postgres)("a shared index in a real PostgreSQL", () => {
  let server: RunningPostgres;
  const stores: SharedStore[] = [];

  beforeAll(async () => {
    if (postgres) server = await startPostgres(postgres);
  });
  afterAll(async () => {
    await Promise.all(stores.map((store) => store.close()));
    await server.stop();
  });

  function open(database = "postgres", password = superuser.password, port = server.port): SharedStore {
    const address = parseStoreAddress(`postgres://${superuser.user}@127.0.0.1:${port}/${database}`);
    const store = openPostgresStore({ address, password });
    stores.push(store);
    return store;
  }

  async function index(
    store: SharedStore,
    name: string,
    clone: Clone,
    model?: typeof embedder,
    version: Partial<IndexingDeps> = {},
  ) {
    const writer = await store.openWriter(name, () => undefined);
    try {
      return await indexRepository({ ...ways, clone, writer, embedder: model, ...version });
    } finally {
      await writer.close();
    }
  }

  async function find(store: SharedStore, name: string, question: string, folder = "", vector?: readonly number[]) {
    const query = buildQuery(asked(question));
    const hits = await store.search({
      repositories: [name],
      query,
      filter: { folder, languageIds: [] },
      meaning: vector && { model: "tiny", vector },
    });
    return { ...sharedFindings(query, hits, 8), hits };
  }

  /** Vectors have a byte a number in memory and half precision in the database: scores differ by so much at most. */
  const tolerance = 0.02;
  const isNearOne = (ratio: number) => Math.abs(ratio - 1) < tolerance;
  /** The score of the best passage of each file. */
  const bestByFile = (spans: readonly FoundSpan[]) => {
    const best = new Map<string, number>();
    for (const { path, score } of spans) best.set(path, Math.max(score, best.get(path) ?? 0));
    return best;
  };
  const places = (spans: readonly FoundSpan[]) =>
    spans.map(({ path, startLine, endLine }) => `${path} ${startLine} ${endLine}`);

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

  const boats = () =>
    new MemoryClone([
      ["src/fleet.ts", "/** Reads all boats of the harbor. */\nexport function loadBoats() {\n  return open();\n}\n"],
      ["src/crew.ts", "/** Pays the sailors at the end of a month. */\nexport function payCrew() {\n  return 1;\n}\n"],
      ["docs/boats.md", "# Boats\n\nA boat has a name and a place in the harbor.\n"],
    ]);

  test("reads only what changed since the indexed commit", async () => {
    const clone = boats();
    const store = open();
    expect(await index(store, "boats", clone)).toMatchObject({ written: 3, removed: 0 });
    clone.reads.length = 0;
    clone.commit = "two";
    clone.changed = ["src/crew.ts", "docs/boats.md", "src/new.ts"];
    clone.files.set("src/crew.ts", "export function paintHull() {}\n");
    clone.files.set("src/new.ts", "export function weighAnchor() {}\n");
    clone.files.delete("docs/boats.md");
    expect(await index(store, "boats", clone)).toMatchObject({ written: 2, removed: 1 });
    expect(clone.reads.toSorted()).toEqual(["src/crew.ts", "src/new.ts"]);
    const { hits, spans } = await find(store, "boats", "Where is the anchor weighed?");
    expect(spans.map(({ path }) => path)).toEqual(["src/new.ts"]);
    expect([hits.commit, hits.fileCount]).toEqual(["two", 3]);
    expect((await find(store, "boats", "Where are sailors paid?")).spans).toEqual([]);
    expect((await find(store, "boats", "place of a boat")).spans.map(({ path }) => path)).toEqual(["src/fleet.ts"]);
  });

  test("leaves a file out that an ignore file excludes from now on, although it did not change", async () => {
    const clone = boats();
    const store = open();
    await index(store, "ignored", clone);
    clone.commit = "two";
    clone.changed = [".hunchignore"];
    const read = clone.read;
    Object.assign(clone, {
      read: (path: string) => (path === "src/crew.ts" ? Promise.resolve(undefined) : read(path)),
    });
    expect(await index(store, "ignored", clone)).toMatchObject({ written: 0, removed: 1 });
    expect((await find(store, "ignored", "Where are sailors paid?")).spans).toEqual([]);
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

  test("contains neither texts nor the words of secrets", async () => {
    await index(open(), "secrets", leaking());
    const dump = await dumped();
    expect(dump).toContain("plain");
    for (const word of [...secretWords, "export const"]) expect(dump).not.toContain(word);
  });

  test("another version, which may know more secrets, writes everything again, and goes on if it was killed", async () => {
    const clone = leaking();
    const knowsNone = { builtBy: "0.9.0", redact: (text: string) => ({ text, count: 0 }) };
    expect(await index(open(), "rules", clone, embedder, knowsNone)).toMatchObject({ written: 40, embedded: 40 });
    const before = await dumped();
    for (const word of secretWords) expect(before).toContain(word);
    const kill = new Error("killed");
    const onProgress = (work: string, done: number) => {
      if (work === "indexing" && done >= 32) throw kill;
    };
    await expect(index(open(), "rules", clone, embedder, { onProgress })).rejects.toBe(kill);
    expect(await index(open(), "rules", clone, embedder)).toMatchObject({ written: 8, unchanged: 32, embedded: 40 });
    const after = await dumped();
    for (const word of secretWords) expect(after).not.toContain(word);
    expect(await index(open(), "rules", clone, embedder)).toMatchObject({ written: 0, embedded: 0 });
  });

  const secretWords = ["zebra", "quokka", "narwhal", "axolotl"];

  /** A clone of 40 files; eight of them and a commit contain the same secret. */
  function leaking(): MemoryClone {
    const secret = 'apiKey = "sk-live-Zebra9Quokka7Narwhal3Axolotl5"';
    const file = (at: number) => `export const ${secret};\nexport const plainName${at} = 1;\n`;
    const clone = new MemoryClone(
      Array.from({ length: 40 }, (_, at) => [`src/client${at}.ts`, at < 8 ? file(at) : "export const other = 1;\n"]),
    );
    clone.commits = [{ subject: `Set ${secret}`, body: `It was ${secret}`, paths: ["src/client1.ts"] }];
    return clone;
  }

  /** All rows of the tables, in lower case. */
  async function dumped(): Promise<string> {
    const where = ["-h", "127.0.0.1", "-p", String(server.port), "-U", superuser.user];
    return (await server.run("pg_dump", ...where, "--data-only", "--schema=hunch", "postgres")).toLowerCase();
  }

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

  test("two indexers of one repository work one after the other", async () => {
    const [one, other] = [open(), open()];
    const first = await one.openWriter("twice", () => undefined);
    const waits: string[] = [];
    const clone = boats();
    const second = other.openWriter("twice", (sentence) => waits.push(sentence));
    await expect.poll(() => waits, { timeout: 60_000 }).toEqual([expect.stringContaining("Waiting")]);
    await indexRepository({ ...ways, clone, writer: first });
    await first.close();
    const writer = await second;
    expect((await writer.state()).commit).toBe("one");
    expect(await indexRepository({ ...ways, clone, writer })).toMatchObject({ written: 0, unchanged: 3 });
    await writer.close();
  });

  test("goes on after the server ended the connection, and after the network cut it in the middle of a batch", async () => {
    const proxy = await startCutProxy(server.port);
    try {
      const clone = new MemoryClone(ownFiles());
      await index(open(), "whole", clone);
      const store = open("postgres", superuser.password, proxy.port);
      const writer = await store.openWriter("cut", () => undefined);
      const onProgress = async (done: number) => {
        if (done === 32) proxy.cutAfter(100_000);
        if (done === 64)
          await sql("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'hunch'");
      };
      const ended: Promise<void>[] = [];
      await indexRepository({
        ...ways,
        clone,
        writer,
        onProgress: (work, done) => void (work === "indexing" && ended.push(onProgress(done))),
      });
      await Promise.all(ended);
      await writer.close();
      expect(proxy.connections()).toBeGreaterThan(1);
      const question = "Where are failed requests retried?";
      const [cut, whole] = [await find(store, "cut", question), await find(open(), "whole", question)];
      expect(places(cut.spans)).toEqual(places((await find(open(), "cut", question)).spans));
      expect(cut.hits.chunkCount).toBe(whole.hits.chunkCount);
      expect(
        await sql(
          "SELECT count(*) FROM hunch.files f JOIN hunch.repositories r ON r.id = f.repository WHERE r.name = 'cut'",
        ),
      ).toBe(String(clone.files.size));
    } finally {
      await proxy.close();
    }
  });

  test("stops if another indexer finished while the connection was lost", async () => {
    const clone = boats();
    const proxy = await startCutProxy(server.port);
    const writer = await open("postgres", superuser.password, proxy.port).openWriter("overtaken", () => undefined);
    proxy.refuse(true);
    proxy.cutAfter(1);
    const lost = failure(writer.known());
    await index(open(), "overtaken", clone);
    proxy.refuse(false);
    expect(await lost).toMatchObject({ kind: "changedMeanwhile" });
    await writer.close();
    await proxy.close();
  });

  test("a killed indexer's work is kept, and nothing is searched that was never finished", async () => {
    const clone = new MemoryClone(ownFiles());
    const writer = await open().openWriter("killed", () => undefined);
    const isEnough = new Error("killed");
    const onProgress = (work: string, done: number) => {
      if (work === "indexing" && done >= 64) throw isEnough;
    };
    await expect(indexRepository({ ...ways, clone, writer, onProgress })).rejects.toBe(isEnough);
    await writer.close();
    await expect(find(open(), "killed", "requests")).rejects.toMatchObject({ kind: "noIndex" });
    expect(await index(open(), "killed", clone)).toMatchObject({ written: clone.files.size - 64, unchanged: 64 });
  });

  test("an older format is built again by an indexer, and refused by a search; a newer one is left alone", async () => {
    await createDatabase("formats");
    const store = open("formats");
    await expect(find(store, "boats", "harbor")).rejects.toMatchObject({ kind: "noIndex" });
    await index(store, "boats", boats());
    await sql("UPDATE hunch.format SET version = version - 1", "formats");
    await expect(find(open("formats"), "boats", "harbor")).rejects.toMatchObject({ kind: "olderFormat" });
    await sql("ALTER TABLE hunch.repositories RENAME file_count TO files", "formats");
    await expect(find(open("formats"), "boats", "harbor")).rejects.toMatchObject({ kind: "olderFormat" });
    await sql("CREATE TABLE hunch.gone(file int REFERENCES hunch.files)", "formats");
    await sql("CREATE ROLE clerk LOGIN PASSWORD 'clerk'; GRANT USAGE ON SCHEMA hunch TO clerk", "formats");
    await sql("ALTER DEFAULT PRIVILEGES IN SCHEMA hunch GRANT SELECT ON TABLES TO clerk", "formats");
    await index(open("formats"), "boats", boats());
    expect(await sql("SELECT to_regclass('hunch.gone')", "formats")).toBe("null");
    const address = parseStoreAddress(`postgres://clerk@127.0.0.1:${server.port}/formats`);
    const clerk = openPostgresStore({ address, password: "clerk" });
    stores.push(clerk);
    expect((await find(clerk, "boats", "harbor")).spans.length).toBeGreaterThan(0);
    await expect(find(clerk, "none", "harbor")).rejects.toMatchObject({ kind: "noIndex" });
    await sql("UPDATE hunch.format SET version = version + 1", "formats");
    await expect(find(clerk, "boats", "harbor")).rejects.toMatchObject({ kind: "newerFormat" });
    await expect(index(open("formats"), "boats", boats())).rejects.toMatchObject({ kind: "newerFormat" });
    expect(await sql("SELECT count(*) FROM hunch.files", "formats")).toBe("3");
  });

  test("an indexer that is connected while the tables are created again writes nothing any more", async () => {
    await createDatabase("again");
    const early = await open("again").openWriter("early", () => undefined);
    await sql("UPDATE hunch.format SET version = version - 1", "again");
    await index(open("again"), "late", boats());
    const count = await sql("SELECT count(*) FROM hunch.files", "again");
    await expect(indexRepository({ ...ways, clone: boats(), writer: early })).rejects.toMatchObject({
      kind: "changedMeanwhile",
    });
    await expect(early.finish("two", [])).rejects.toMatchObject({ kind: "changedMeanwhile" });
    await early.close();
    expect(await sql("SELECT string_agg(name, ',') FROM hunch.repositories", "again")).toBe("late");
    expect(await sql("SELECT count(*) FROM hunch.files", "again")).toBe(count);
  });

  test("a wrong password, a missing database, a closed port and a missing pgvector are sentences without the password", async () => {
    const password = "wrong-horse-battery";
    const wrong = await failure(find(open("postgres", password), "own", "harbor"));
    expect(wrong).toMatchObject({ kind: "wrongPassword" });
    expect(String(wrong.stack) + JSON.stringify(wrong)).not.toContain(password);
    expect(await failure(find(open("none"), "own", "harbor"))).toMatchObject({ kind: "failed" });
    expect(await failure(find(open("postgres", password, 1), "own", "harbor"))).toMatchObject({ kind: "unreachable" });
    expect(await failure(index(open("postgres", password, 1), "own", boats()))).toMatchObject({ kind: "unreachable" });
    await createDatabase("plain");
    await server.hidePgvector(true);
    try {
      expect(await failure(index(open("plain"), "boats", boats()))).toMatchObject({ kind: "noPgvector" });
    } finally {
      await server.hidePgvector(false);
    }
    await index(open("plain"), "boats", boats());
  });

  test("a user who may only read searches, and can't index", async () => {
    await index(open(), "boats", boats());
    await sql(
      "CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA hunch TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA hunch TO reader",
    );
    const address = parseStoreAddress(`postgres://reader@127.0.0.1:${server.port}/postgres`);
    const store = openPostgresStore({ address, password: "reader" });
    stores.push(store);
    expect((await find(store, "boats", "anchor weighed harbor boats")).spans.length).toBeGreaterThan(0);
    await expect(index(store, "boats", boats())).rejects.toMatchObject({ kind: "notAllowed" });
  });

  test("a server that does not answer ends a search in time", async () => {
    await index(open(), "frozen", boats());
    const proxy = await startCutProxy(server.port);
    const address = parseStoreAddress(`postgres://${superuser.user}@127.0.0.1:${proxy.port}/postgres`);
    const store = openPostgresStore({ address, password: superuser.password, timeoutMs: 500 });
    expect((await find(store, "frozen", "harbor")).spans.length).toBeGreaterThan(0);
    proxy.freeze();
    await expect(find(store, "frozen", "harbor")).rejects.toMatchObject({ kind: "slow" });
    await store.close();
    await proxy.close();
  });

  test.each(["words", "vectors"])(
    "a connection that is lost while it searches by %s is an error like any other",
    async (by) => {
      await index(open(), "lost", boats(), embedder);
      const lock = await connected();
      const proxy = await startCutProxy(server.port);
      try {
        const store = open("postgres", superuser.password, proxy.port);
        const vector = by === "vectors" ? embedTiny("wages") : undefined;
        await find(store, "lost", "harbor", "", vector);
        await lock.query(`BEGIN; LOCK hunch.${by === "vectors" ? "embeddings" : "files"}`);
        const lost = failure(find(store, "lost", "harbor", "", vector));
        await expect.poll(waiting).toBe("1");
        proxy.cutAfter(0);
        expect(await lost).toMatchObject({ kind: "unreachable" });
        await lock.query("ROLLBACK");
        expect((await find(store, "lost", "harbor", "", vector)).spans.length).toBeGreaterThan(0);
      } finally {
        await lock.end();
        await proxy.close();
      }
    },
  );

  test("a removed repository leaves nothing", async () => {
    await createDatabase("removed");
    await index(open("removed"), "boats", boats(), embedder);
    const writer = await open("removed").openWriter("boats", () => undefined);
    await writer.remove();
    await writer.close();
    await expect(find(open("removed"), "boats", "harbor")).rejects.toMatchObject({ kind: "noIndex" });
    for (const table of ["files", "chunks", "postings", "terms", "spaces", "embeddings"])
      expect(await sql(`SELECT count(*) FROM hunch.${table}`, "removed"), table).toBe("0");
    expect(await sql("SELECT count(*) FROM pg_indexes WHERE indexdef LIKE '%hnsw%'", "removed")).toBe("0");
  });

  test("the command removes a repository by its name, and says when there is none", async () => {
    await createDatabase("cleared");
    await index(open("cleared"), "boats", boats());
    const file = inCache("cli", "indexRepository.mjs");
    const entryPoints = ["src/cli/indexRepository.ts"];
    await build({ entryPoints, outfile: file, bundle: true, platform: "node", format: "esm", packages: "external" });
    const address = `postgres://${superuser.user}@127.0.0.1:${server.port}/cleared`;
    const env = { ...process.env, HUNCH_STORE_PASSWORD: superuser.password };
    const remove = () => tryCommand(process.execPath, [file, "--store", address, "--remove", "boats"], { env });
    expect(await remove()).toMatchObject({ code: 0, output: `Removed boats with 3 files from ${address}\n` });
    expect(await sql("SELECT count(*) FROM hunch.repositories", "cleared")).toBe("0");
    expect(await remove()).toMatchObject({ code: 2, output: `There is no repository "boats" in ${address}.\n` });
    expect(await sql("SELECT count(*) FROM hunch.repositories", "cleared")).toBe("0");
  });

  test("two repositories change their embeddings model at the same time", async () => {
    const names = ["model one", "model two"];
    for (const name of names) await index(open(), name, boats(), embedder);
    const deadlocks = () => sql("SELECT sum(deadlocks) FROM pg_stat_database");
    const before = await deadlocks();
    const lock = await connected();
    try {
      await lock.query("BEGIN; SELECT 1 FROM hunch.embeddings FOR UPDATE");
      const changes = names.map((name) => index(open(), name, boats(), { ...embedder, model: "other" }));
      await expect.poll(waiting).toBe("2");
      await lock.query("ROLLBACK");
      for (const { embedded } of await Promise.all(changes)) expect(embedded).toBe(3);
      expect(await deadlocks()).toBe(before);
    } finally {
      await lock.end();
    }
  });

  test("a transaction that the server undoes because of another one is repeated", async () => {
    const writer = await open().openWriter("undone", () => undefined);
    const other = await connected();
    try {
      await other.query("BEGIN; SET LOCAL deadlock_timeout = '1min'; LOCK hunch.terms");
      const basis = Float32Array.from({ length: 128 }, () => 0.5);
      const saved = writer.putTermVectors(
        { dimensions: 128, learntFrom: 1, terms: ["boat"], rarities: Float32Array.of(1), basis },
        "1.0.0",
      );
      await expect.poll(waiting).toBe("1");
      await other.query("UPDATE hunch.repositories SET name = name WHERE name = 'undone'");
      await other.query("ROLLBACK");
      expect(await saved).toBe(1);
      expect((await writer.termVectors())?.terms).toEqual(["boat"]);
    } finally {
      await other.end();
      await writer.close();
    }
  });

  test("the language server asks it with the password from the file of keys, and says when it can't", async () => {
    await setup();
    const files = {
      "vendor/rewrite.ts": "export function widen(query: string) {\n  return query.split(' ');\n}\n",
      "src/cut.ts": "export function cut(answer: string) {\n  return answer.slice(0, 9);\n}\n",
    };
    await createDatabase("editors");
    await index(open("editors"), "work", new MemoryClone(Object.entries(files)));
    const address = `postgres://${superuser.user}@127.0.0.1:${server.port}/editors`;
    await using client = await LspClient.start({
      files,
      initializationOptions: { "hunch.ask.sharedIndex": address },
    });
    await runCommand("git", ["init", "--quiet", client.path(".")]);
    await mkdir(client.config, { recursive: true });
    const keys = JSON.stringify({ [address]: superuser.password });
    await writeFile(join(client.config, "keys.json"), keys, { mode: 0o600 });
    // The index of this machine leaves folders of this name out.
    const answer = await client.request<{ readonly markdown: string }>("hunch/ask", { question: "widen a query" });
    expect(answer.markdown).toMatch(/vendor\/rewrite\.ts:1\]\(\S+\) \(shared index\)/);
    await using stranger = await LspClient.start({
      files,
      initializationOptions: { "hunch.ask.sharedIndex": address },
    });
    await runCommand("git", ["init", "--quiet", stranger.path(".")]);
    const { markdown } = await stranger.request<{ readonly markdown: string }>("hunch/ask", { question: "widen cut" });
    expect(markdown).toContain("These passages come from the index of this machine.");
    expect(markdown).toContain("src/cut.ts:1");
    expect(markdown).not.toContain("vendor");
  });

  /** Number of Hunch's connections that wait for a lock. */
  function waiting(): Promise<string> {
    return sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hunch' AND wait_event_type = 'Lock'");
  }

  async function connected(database = "postgres"): Promise<Client> {
    const client = new Client({ host: "127.0.0.1", port: server.port, ...superuser, database });
    await client.connect();
    return client;
  }

  /** Runs SQL as the superuser; resolves with the first column. */
  async function sql(statement: string, database = "postgres"): Promise<string> {
    const client = await connected(database);
    try {
      const { rows } = await client.query<Record<string, unknown>>(statement);
      return (rows ?? []).map((row) => String(Object.values(row)[0])).join("\n");
    } finally {
      await client.end();
    }
  }

  async function createDatabase(name: string): Promise<void> {
    await sql(`CREATE DATABASE ${name}`);
  }

  async function failure(work: Promise<unknown>): Promise<Error> {
    try {
      await work;
    } catch (error) {
      if (error instanceof Error) return error;
    }
    return expect.fail("nothing failed");
  }
});
