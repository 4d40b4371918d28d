import { describe, expect, test } from "vitest";
import { indexRepository } from "../../src/app/ask/shared/indexRepository.ts";
import type { FoundSpan } from "../../src/core/ask/passageIndex.ts";
import { parseStoreAddress } from "../../src/core/ask/shared/storeAddress.ts";
import { embedTiny } from "../../src/lab/bench/ask/tinyEmbeddings.ts";
import { openPostgresStore } from "../../src/postgres/openPostgresStore.ts";
import { startCutProxy } from "./cutProxy.ts";
import { superuser } from "./postgresServer.ts";
import { boats, embedder, failure, MemoryClone, ownFiles, postgres, useSharedIndexes, ways } from "./sharedIndexes.ts";

describe.runIf(postgres)("a shared index in a real PostgreSQL, lost connections", () => {
  const { connected, find, index, open, server, sql, waiting } = useSharedIndexes();

  const places = (spans: readonly FoundSpan[]) =>
    spans.map(({ path, startLine, endLine }) => `${path} ${startLine} ${endLine}`);

  test("goes on after the server ended the connection, and after the network cut it in the middle of a batch", async () => {
    const proxy = await startCutProxy(server().port);
    try {
      const clone = new MemoryClone(ownFiles());
      await index(open(), "whole", clone);
      const store = open("postgres", { port: proxy.port });
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

  test("a server that does not answer ends a search in time", async () => {
    await index(open(), "frozen", boats());
    const proxy = await startCutProxy(server().port);
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
      const proxy = await startCutProxy(server().port);
      try {
        const store = open("postgres", { port: proxy.port });
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
});
