import { globSync, readFileSync } from "node:fs";
import { Client } from "pg";
import { afterAll, expect, test } from "vitest";
import type { PostgresRoot } from "../../scripts/debian/findPostgres.ts";
import type { Clone, IndexingDeps } from "../../src/app/ask/shared/clone.ts";
import { indexRepository } from "../../src/app/ask/shared/indexRepository.ts";
import type { Commit } from "../../src/core/ask/history/commitIndex.ts";
import { buildQuery } from "../../src/core/ask/rank/query.ts";
import { sharedFindings } from "../../src/core/ask/shared/sharedFindings.ts";
import type { SharedStore } from "../../src/core/ask/shared/sharedStore.ts";
import { parseStoreAddress } from "../../src/core/ask/shared/storeAddress.ts";
import { redact } from "../../src/core/privacy/redactSecrets.ts";
import { embedTiny } from "../../src/lab/bench/ask/tinyEmbeddings.ts";
import { openPostgresStore } from "../../src/postgres/openPostgresStore.ts";
import { type RunningPostgres, startPostgres, superuser } from "./postgresServer.ts";

const named = process.env["HUNCH_POSTGRES"];
/** The programs; undefined if they can't run here. */
export const postgres: PostgresRoot | undefined = named === undefined ? undefined : JSON.parse(named);

export const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
export const embedder = { model: "tiny", embed: (texts: readonly string[]) => Promise.resolve(texts.map(embedTiny)) };
export const ways = { builtBy: "1.0.0", redact, embedder: undefined, onProgress: () => undefined, pause };
export const asked = (question: string) => ({ question, selection: undefined, earlier: [] });

/** A clone in memory. */
export class MemoryClone implements Clone {
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
export function ownFiles(): readonly (readonly [string, string])[] {
  const paths = globSync(["src/core/ask/**/*.ts", "docs/*.md"]).sort();
  return paths.map((path) => [path.replaceAll("\\", "/"), readFileSync(path, "utf8")] as const);
}

/** Three files about boats. */
export const boats = () =>
  new MemoryClone([
    ["src/fleet.ts", "/** Reads all boats of the harbor. */\nexport function loadBoats() {\n  return open();\n}\n"],
    ["src/crew.ts", "/** Pays the sailors at the end of a month. */\nexport function payCrew() {\n  return 1;\n}\n"],
    ["docs/boats.md", "# Boats\n\nA boat has a name and a place in the harbor.\n"],
  ]);

export async function failure(work: Promise<unknown>): Promise<Error> {
  try {
    await work;
  } catch (error) {
    if (error instanceof Error) return error;
  }
  return expect.fail("nothing failed");
}

interface Login {
  readonly user: string;
  readonly password: string;
  readonly port: number;
}

/** One server for all files with tests of it. */
// biome-ignore lint/correctness/noEmptyPattern: vitest reads from the pattern that this depends on nothing.
const testWithPostgres = test.extend("server", { scope: "worker" }, async ({}, { onCleanup }) => {
  if (!postgres) throw new Error("There is no PostgreSQL.");
  const server = await startPostgres(postgres);
  onCleanup(() => server.stop());
  return server;
});

/** Provides indexes in the server of all files, for the tests of the current suite. Databases and repositories are named once. */
export function useSharedIndexes() {
  let running: RunningPostgres | undefined;
  const stores: SharedStore[] = [];
  testWithPostgres.beforeAll(({ server }) => {
    running = server;
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  function server(): RunningPostgres {
    if (!running) throw new Error("PostgreSQL is only available inside tests.");
    return running;
  }

  function open(database = "postgres", as: Partial<Login> = {}): SharedStore {
    const { user, password, port } = { ...superuser, port: server().port, ...as };
    const address = parseStoreAddress(`postgres://${user}@127.0.0.1:${port}/${database}`);
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

  /** Number of Hunch's connections that wait for a lock. */
  function waiting(): Promise<string> {
    return sql("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'hunch' AND wait_event_type = 'Lock'");
  }

  async function connected(database = "postgres"): Promise<Client> {
    const client = new Client({ host: "127.0.0.1", port: server().port, ...superuser, database });
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

  return { connected, createDatabase, find, index, open, server, sql, waiting };
}
