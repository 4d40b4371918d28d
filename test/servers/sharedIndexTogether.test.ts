import { describe, expect, test } from "vitest";
import { indexRepository } from "../../src/app/ask/shared/indexRepository.ts";
import { startCutProxy } from "./cutProxy.ts";
import { boats, embedder, failure, MemoryClone, ownFiles, postgres, useSharedIndexes, ways } from "./sharedIndexes.ts";

describe.runIf(postgres)("a shared index in a real PostgreSQL, several indexers", () => {
  const { connected, createDatabase, find, index, open, server, sql, waiting } = useSharedIndexes();

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

  test("stops if another indexer finished while the connection was lost", async () => {
    const clone = boats();
    const proxy = await startCutProxy(server().port);
    const writer = await open("postgres", { port: proxy.port }).openWriter("overtaken", () => undefined);
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
});
