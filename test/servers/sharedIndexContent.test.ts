import { build } from "esbuild";
import { describe, expect, test } from "vitest";
import { tryCommand } from "../../scripts/command.ts";
import { inCache } from "../../scripts/paths.ts";
import { superuser } from "./postgresServer.ts";
import { boats, embedder, MemoryClone, postgres, useSharedIndexes } from "./sharedIndexes.ts";

describe.runIf(postgres)("a shared index in a real PostgreSQL, its content", () => {
  const { createDatabase, find, index, open, server, sql } = useSharedIndexes();

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
    const address = `postgres://${superuser.user}@127.0.0.1:${server().port}/cleared`;
    const env = { ...process.env, HUNCH_STORE_PASSWORD: superuser.password };
    const remove = () => tryCommand(process.execPath, [file, "--store", address, "--remove", "boats"], { env });
    expect(await remove()).toMatchObject({ code: 0, output: `Removed boats with 3 files from ${address}\n` });
    expect(await sql("SELECT count(*) FROM hunch.repositories", "cleared")).toBe("0");
    expect(await remove()).toMatchObject({ code: 2, output: `There is no repository "boats" in ${address}.\n` });
    expect(await sql("SELECT count(*) FROM hunch.repositories", "cleared")).toBe("0");
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
    const where = ["-h", "127.0.0.1", "-p", String(server().port), "-U", superuser.user];
    return (await server().run("pg_dump", ...where, "--data-only", "--schema=hunch", "postgres")).toLowerCase();
  }
});
