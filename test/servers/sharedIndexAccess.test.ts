import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { runCommand } from "../../scripts/command.ts";
import { setup } from "../support/lsp/buildServer.ts";
import { LspClient } from "../support/lsp/lspClient.ts";
import { superuser } from "./postgresServer.ts";
import { boats, failure, MemoryClone, postgres, useSharedIndexes } from "./sharedIndexes.ts";

describe.runIf(postgres)("a shared index in a real PostgreSQL, who may read it", () => {
  const { createDatabase, find, index, open, server, sql } = useSharedIndexes();

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
    const clerk = open("formats", { user: "clerk", password: "clerk" });
    expect((await find(clerk, "boats", "harbor")).spans.length).toBeGreaterThan(0);
    await expect(find(clerk, "none", "harbor")).rejects.toMatchObject({ kind: "noIndex" });
    await sql("UPDATE hunch.format SET version = version + 1", "formats");
    await expect(find(clerk, "boats", "harbor")).rejects.toMatchObject({ kind: "newerFormat" });
    await expect(index(open("formats"), "boats", boats())).rejects.toMatchObject({ kind: "newerFormat" });
    expect(await sql("SELECT count(*) FROM hunch.files", "formats")).toBe("3");
  });

  test("a wrong password, a missing database, a closed port and a missing pgvector are sentences without the password", async () => {
    const password = "wrong-horse-battery";
    const wrong = await failure(find(open("postgres", { password }), "own", "harbor"));
    expect(wrong).toMatchObject({ kind: "wrongPassword" });
    expect(String(wrong.stack) + JSON.stringify(wrong)).not.toContain(password);
    expect(await failure(find(open("none"), "own", "harbor"))).toMatchObject({ kind: "failed" });
    expect(await failure(find(open("postgres", { password, port: 1 }), "own", "harbor"))).toMatchObject({
      kind: "unreachable",
    });
    expect(await failure(index(open("postgres", { password, port: 1 }), "own", boats()))).toMatchObject({
      kind: "unreachable",
    });
    await createDatabase("plain");
    await server().hidePgvector(true);
    try {
      expect(await failure(index(open("plain"), "boats", boats()))).toMatchObject({ kind: "noPgvector" });
    } finally {
      await server().hidePgvector(false);
    }
    await index(open("plain"), "boats", boats());
  });

  test("a user who may only read searches, and can't index", async () => {
    await index(open(), "readable", boats());
    await sql(
      "CREATE ROLE reader LOGIN PASSWORD 'reader'; GRANT USAGE ON SCHEMA hunch TO reader; GRANT SELECT ON ALL TABLES IN SCHEMA hunch TO reader",
    );
    const store = open("postgres", { user: "reader", password: "reader" });
    expect((await find(store, "readable", "anchor weighed harbor boats")).spans.length).toBeGreaterThan(0);
    await expect(index(store, "readable", boats())).rejects.toMatchObject({ kind: "notAllowed" });
  });

  test("the language server asks it with the password from the file of keys, and says when it can't", async () => {
    await setup();
    const files = {
      "vendor/rewrite.ts": "export function widen(query: string) {\n  return query.split(' ');\n}\n",
      "src/cut.ts": "export function cut(answer: string) {\n  return answer.slice(0, 9);\n}\n",
    };
    await createDatabase("editors");
    await index(open("editors"), "work", new MemoryClone(Object.entries(files)));
    const address = `postgres://${superuser.user}@127.0.0.1:${server().port}/editors`;
    await using client = await LspClient.start({
      files,
      initializationOptions: { "hunch.ask.sharedIndex": address },
    });
    await runCommand("git", ["init", "--quiet", client.path(".")]);
    await mkdir(client.config, { recursive: true });
    const keys = JSON.stringify({ [address]: superuser.password });
    await writeFile(join(client.config, "keys.json"), keys, { mode: 0o600 });
    // The index of this machine leaves folders of this name out.
    const ask = async () =>
      (await client.request<{ readonly markdown: string }>("hunch/ask", { question: "widen a query" })).markdown;
    // On a busy machine the first search can take longer than it may; the index is asked again after a minute.
    const isFound = expect.poll(ask, { timeout: 180_000, interval: 1_000 });
    await isFound.toMatch(/vendor\/rewrite\.ts:1\]\(\S+\) \(shared index\)/);
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
});
