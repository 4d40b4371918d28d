import { randomInt } from "node:crypto";
import { type Commit, messageTerms } from "../core/ask/history/commitIndex.ts";
import { packPosting } from "../core/ask/index/postingList.ts";
import { isSharedTerm, sharedTerms } from "../core/ask/shared/isSharedTerm.ts";
import { SharedIndexError } from "../core/ask/shared/sharedIndexError.ts";
import {
  type KnownFile,
  type RepositoryState,
  type SharedEmbeddedFile,
  type SharedFile,
  type SharedFileToEmbed,
  type SharedWriter,
  sharedFormat,
} from "../core/ask/shared/sharedStore.ts";
import type { EmbeddingSpace } from "../core/ask/vectors/embeddings.ts";
import { type TermVectors, termDimensions } from "../core/ask/vectors/textVectors.ts";
import type { StoreAccess } from "./connection.ts";
import { Reconnecting, type Transaction } from "./reconnecting.ts";
import { createTables, dropTables, schema, schemaLock } from "./schema.ts";
import { vectorText } from "./vectorText.ts";

export interface WriterOptions extends StoreAccess {
  readonly repository: string;
  /** Receives a sentence if another writer has to finish first. */
  readonly onWait: (sentence: string) => void;
}

/**
 * Longest vectors that pgvector's HNSW takes in half precision; longer vectors get no index, so each search compares all
 * of them.
 */
const mostIndexed = 4_000;
/** Rows of `terms` in one statement: 128 numbers each. */
const termsAtOnce = 2_000;

/** Opens the index of a repository for writing, and creates the tables if they are missing. @throws SharedIndexError */
export async function openWriter(options: WriterOptions): Promise<SharedWriter> {
  let id = 0;
  let finishedBefore: string | undefined;
  const connection = new Reconnecting(options, async (client) => {
    if (id === 0) {
      await prepareTables(client);
      id = await repositoryId(client, options.repository);
      await lock(client, id, options.onWait);
      finishedBefore = await finishedAt(client, id);
      return;
    }
    await lock(client, id, options.onWait);
    // What this writer knows of the files is out of date if another one worked meanwhile.
    if ((await finishedAt(client, id)) !== finishedBefore) throw new SharedIndexError("changedMeanwhile");
  });
  try {
    await connection.transact(() => Promise.resolve());
  } catch (error) {
    await connection.close();
    throw error;
  }
  return new PostgresWriter(connection, id, (at) => {
    finishedBefore = at;
  });
}

/** Creates the tables, in place of those of an older version: everything in them can be built again. */
async function prepareTables(client: Transaction): Promise<void> {
  await client.rows("SELECT pg_advisory_lock($1)", [schemaLock]);
  try {
    const [found] = await client.rows<{ there: boolean }>("SELECT to_regclass($1) IS NOT NULL AS there", [
      `${schema}.format`,
    ]);
    const version = found?.there ? await formatOf(client) : 0;
    if (version > sharedFormat) throw new SharedIndexError("newerFormat");
    if (version === sharedFormat) return;
    // Several statements in one call are one transaction.
    await client.rows(`${found?.there ? dropTables : ""}${createTables(randomInt(1, 1_000_000_000))}`);
  } finally {
    await client.rows("SELECT pg_advisory_unlock($1)", [schemaLock]);
  }
}

async function formatOf(client: Transaction): Promise<number> {
  const [row] = await client.rows<{ version: number }>(`SELECT version FROM ${schema}.format`);
  return row?.version ?? 0;
}

async function repositoryId(client: Transaction, name: string): Promise<number> {
  await client.rows(`INSERT INTO ${schema}.repositories(name) VALUES ($1) ON CONFLICT DO NOTHING`, [name]);
  const [row] = await client.rows<{ id: number }>(`SELECT id FROM ${schema}.repositories WHERE name = $1`, [name]);
  return row?.id ?? 0;
}

/** Takes the lock of a repository, which ends with the connection. */
async function lock(client: Transaction, id: number, onWait: WriterOptions["onWait"]): Promise<void> {
  const [row] = await client.rows<{ taken: boolean }>("SELECT pg_try_advisory_lock($1, $2) AS taken", [schemaLock, id]);
  if (row?.taken) return;
  onWait("Another indexer works on this repository. Waiting until it has finished.");
  await client.rows("SELECT pg_advisory_lock($1, $2)", [schemaLock, id]);
}

/** Changes with each writer that finishes. */
async function finishedAt(client: Transaction, id: number): Promise<string | undefined> {
  const statement = `SELECT finished_at::text AS at FROM ${schema}.repositories WHERE id = $1`;
  const [row] = await client.rows<{ at: string | null }>(statement, [id]);
  return row?.at ?? undefined;
}

class PostgresWriter implements SharedWriter {
  readonly #connection: Reconnecting;
  readonly #id: number;
  readonly #onFinished: (at: string | undefined) => void;

  constructor(connection: Reconnecting, id: number, onFinished: (at: string | undefined) => void) {
    this.#connection = connection;
    this.#id = id;
    this.#onFinished = onFinished;
  }

  state(): Promise<RepositoryState> {
    return this.#connection.transact(async ({ rows }) => {
      const [row] = await rows<{
        readonly commit: string | null;
        readonly uncommitted: readonly string[];
        readonly basis: number;
        readonly built_by: string | null;
        readonly learnt_from: number;
        readonly chunk_count: number;
      }>(
        `SELECT commit, uncommitted, basis, built_by, learnt_from, chunk_count FROM ${schema}.repositories WHERE id = $1`,
        [this.#id],
      );
      return {
        commit: row?.commit ?? undefined,
        uncommitted: row?.uncommitted ?? [],
        basis: row?.basis ?? 0,
        builtBy: row?.built_by ?? undefined,
        learntFrom: row?.learnt_from ?? 0,
        chunkCount: row?.chunk_count ?? 0,
      };
    });
  }

  known(): Promise<ReadonlyMap<string, KnownFile>> {
    return this.#connection.transact(async ({ rows }) => {
      const statement = `SELECT path, hash, basis FROM ${schema}.files WHERE repository = $1`;
      const files = await rows<{ readonly path: string } & KnownFile>(statement, [this.#id]);
      return new Map(files.map(({ path, hash, basis }) => [path, { hash, basis }]));
    });
  }

  termVectors(): Promise<TermVectors | undefined> {
    return this.#connection.transact(async ({ rows }) => {
      const [repository] = await rows<{ readonly basis: number; readonly learnt_from: number }>(
        `SELECT basis, learnt_from FROM ${schema}.repositories WHERE id = $1 AND basis > 0`,
        [this.#id],
      );
      if (!repository) return undefined;
      const found = await rows<{ readonly term: string; readonly rarity: number; readonly vector: readonly number[] }>(
        `SELECT term, rarity, vector FROM ${schema}.terms WHERE repository = $1 AND basis = $2 ORDER BY term`,
        [this.#id, repository.basis],
      );
      const basis = new Float32Array(found.length * termDimensions);
      for (const [at, { vector }] of found.entries()) basis.set(vector, at * termDimensions);
      return {
        dimensions: termDimensions,
        learntFrom: repository.learnt_from,
        terms: found.map(({ term }) => term),
        rarities: Float32Array.from(found, ({ rarity }) => rarity),
        basis,
      };
    });
  }

  putTermVectors(
    { terms, rarities, basis: numbers, dimensions, learntFrom }: TermVectors,
    builtBy: string,
  ): Promise<number> {
    return this.#connection.transact(async ({ rows }) => {
      const [row] = await rows<{ basis: number }>(
        `UPDATE ${schema}.repositories SET basis = basis + 1, built_by = $2, learnt_from = $3 WHERE id = $1
         RETURNING basis`,
        [this.#id, builtBy, learntFrom],
      );
      const basis = row?.basis ?? 0;
      await rows(`DELETE FROM ${schema}.terms WHERE repository = $1`, [this.#id]);
      const kept = [...terms.entries()].filter(([, term]) => isSharedTerm(term));
      for (let from = 0; from < kept.length; from += termsAtOnce) {
        const part = kept.slice(from, from + termsAtOnce);
        const vectors = part.map(([at]) => `{${numbers.subarray(at * dimensions, (at + 1) * dimensions).join(",")}}`);
        await rows(
          `INSERT INTO ${schema}.terms(repository, basis, term, rarity, vector)
           SELECT $1, $2, term, rarity, vector::float4[] FROM unnest($3::text[], $4::float4[], $5::text[])
             AS t(term, rarity, vector)`,
          [this.#id, basis, part.map(([, term]) => term), part.map(([at]) => rarities[at]), vectors],
        );
      }
      return basis;
    });
  }

  async write(files: readonly SharedFile[], removed: readonly string[], basis: number): Promise<void> {
    await this.#connection.transact(async ({ rows }) => {
      const replaced = [...removed, ...files.map(({ path }) => path)];
      await rows(`DELETE FROM ${schema}.files WHERE repository = $1 AND path = ANY($2)`, [this.#id, replaced]);
      if (files.length === 0) return;
      const inserted = await rows<{ readonly id: number; readonly path: string }>(
        `INSERT INTO ${schema}.files(repository, basis, path, language, kind, hash, length)
         SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::int[]) RETURNING id, path`,
        [
          this.#id,
          basis,
          files.map(({ path }) => path),
          files.map(({ languageId }) => languageId),
          files.map(({ kind }) => kind),
          files.map(({ hash }) => hash),
          files.map(({ chunks }) => chunks.reduce((sum, { length }) => sum + length, 0)),
        ],
      );
      const ids = new Map(inserted.map(({ path, id }) => [path, id]));
      const chunks = files.flatMap((file) =>
        file.chunks.map((chunk, position) => ({ ...chunk, position, file: ids.get(file.path) ?? 0 })),
      );
      await rows(
        `INSERT INTO ${schema}.chunks(file, position, start_line, end_line, length, likeness)
         SELECT file, position, start_line, end_line, length, likeness::halfvec
         FROM unnest($1::int[], $2::int[], $3::int[], $4::int[], $5::int[], $6::text[])
           AS c(file, position, start_line, end_line, length, likeness)`,
        [
          chunks.map(({ file }) => file),
          chunks.map(({ position }) => position),
          chunks.map(({ startLine }) => startLine),
          chunks.map(({ endLine }) => endLine),
          chunks.map(({ length }) => length),
          chunks.map(({ likeness }) => vectorText(likeness)),
        ],
      );
      const postings = files.flatMap((file) =>
        [...postingsOf(file)].map(([term, packed]) => ({ term, packed, file: ids.get(file.path) ?? 0 })),
      );
      await rows(
        `INSERT INTO ${schema}.postings(repository, term, file, chunks)
         SELECT $1, term, file, chunks::int[] FROM unnest($2::text[], $3::int[], $4::text[]) AS p(term, file, chunks)`,
        [
          this.#id,
          postings.map(({ term }) => term),
          postings.map(({ file }) => file),
          postings.map(({ packed }) => `{${packed.join(",")}}`),
        ],
      );
    });
  }

  async putCommits(commits: readonly Commit[]): Promise<void> {
    await this.#connection.transact(async ({ rows }) => {
      await rows(`DELETE FROM ${schema}.commit_terms WHERE repository = $1`, [this.#id]);
      await rows(`DELETE FROM ${schema}.commits WHERE repository = $1`, [this.#id]);
      const terms = commits.map((commit) => sharedTerms(messageTerms(commit)));
      const lengths = terms.map((counts) => [...counts.values()].reduce((sum, times) => sum + times, 0));
      await rows(
        `INSERT INTO ${schema}.commits(repository, number, length, paths)
         SELECT $1, number, length, ARRAY(SELECT jsonb_array_elements_text(paths))
         FROM unnest($2::int[], $3::float8[], $4::jsonb[]) AS c(number, length, paths)`,
        [this.#id, commits.map((_, number) => number), lengths, commits.map(({ paths }) => JSON.stringify(paths))],
      );
      const flat = terms.flatMap((counts, number) => [...counts].map(([term, times]) => ({ term, times, number })));
      await rows(
        `INSERT INTO ${schema}.commit_terms(repository, term, number, times)
         SELECT $1, * FROM unnest($2::text[], $3::int[], $4::float8[])`,
        [this.#id, flat.map(({ term }) => term), flat.map(({ number }) => number), flat.map(({ times }) => times)],
      );
      await rows(`UPDATE ${schema}.repositories SET commit_count = $2, commit_length = $3 WHERE id = $1`, [
        this.#id,
        commits.length,
        lengths.reduce((sum, length) => sum + length, 0),
      ]);
    });
  }

  toEmbed(space: EmbeddingSpace, mostChunks: number, after: string): Promise<readonly SharedFileToEmbed[]> {
    return this.#connection.transact(async (transaction) => {
      const id = await spaceId(transaction, this.#id, space);
      const files = await transaction.rows<{
        readonly path: string;
        readonly hash: string;
        readonly starts: readonly number[];
        readonly ends: readonly number[];
      }>(
        `SELECT f.path, f.hash, array_agg(c.start_line ORDER BY c.position) AS starts,
           array_agg(c.end_line ORDER BY c.position) AS ends
         FROM ${schema}.files f JOIN ${schema}.chunks c ON c.file = f.id
         WHERE f.repository = $1 AND f.path > $4
           AND NOT EXISTS (SELECT 1 FROM ${schema}.embeddings e WHERE e.space = $2 AND e.file = f.id)
         GROUP BY f.id ORDER BY f.path LIMIT $3`,
        [this.#id, id, mostChunks, after],
      );
      let chunks = 0;
      return files
        .filter(({ starts }) => {
          const isWanted = chunks < mostChunks;
          chunks += starts.length;
          return isWanted;
        })
        .map(({ path, hash, starts, ends }) => ({
          path,
          hash,
          chunks: starts.map((startLine, at) => ({ startLine, endLine: ends[at] ?? startLine })),
        }));
    });
  }

  async putEmbeddings(space: EmbeddingSpace, files: readonly SharedEmbeddedFile[]): Promise<void> {
    await this.#connection.transact(async (transaction) => {
      const id = await spaceId(transaction, this.#id, space);
      const flat = files.flatMap(({ path, hash, vectors }) =>
        vectors.map((vector, position) => ({ path, hash, position, vector: vectorText(vector) })),
      );
      await transaction.rows(
        `INSERT INTO ${schema}.embeddings(space, file, position, vector)
         SELECT $1, f.id, v.position, v.vector::halfvec
         FROM unnest($3::text[], $4::text[], $5::int[], $6::text[]) AS v(path, hash, position, vector)
         JOIN ${schema}.files f ON f.repository = $2 AND f.path = v.path AND f.hash = v.hash
         WHERE v.vector IS NOT NULL ON CONFLICT DO NOTHING`,
        [
          id,
          this.#id,
          flat.map(({ path }) => path),
          flat.map(({ hash }) => hash),
          flat.map(({ position }) => position),
          flat.map(({ vector }) => vector),
        ],
      );
    });
  }

  async finish(commit: string, uncommitted: readonly string[]): Promise<void> {
    const at = await this.#connection.transact(async ({ rows }) => {
      const [row] = await rows<{ at: string }>(
        `UPDATE ${schema}.repositories SET commit = $2, uncommitted = $3, finished_at = clock_timestamp(),
           file_count = (SELECT count(*) FROM ${schema}.files WHERE repository = $1),
           chunk_count = (SELECT count(*) FROM ${schema}.chunks c JOIN ${schema}.files f ON f.id = c.file
             WHERE f.repository = $1),
           term_count = (SELECT coalesce(sum(length), 0) FROM ${schema}.files WHERE repository = $1)
         WHERE id = $1 RETURNING finished_at::text AS at`,
        [this.#id, commit, uncommitted],
      );
      if (!row) throw new SharedIndexError("changedMeanwhile");
      return row.at;
    });
    this.#onFinished(at);
    await this.#connection.transact(({ rows }) =>
      rows(`ANALYZE ${schema}.files, ${schema}.chunks, ${schema}.postings, ${schema}.terms`),
    );
  }

  async remove(): Promise<void> {
    await this.#connection.transact(async (transaction) => {
      await dropSpaces(transaction, this.#id);
      await transaction.rows(`DELETE FROM ${schema}.repositories WHERE id = $1`, [this.#id]);
    });
  }

  close(): Promise<void> {
    return this.#connection.close();
  }
}

/** Number of a space, which is created with its index of nearest neighbours (HNSW) if it is new. */
async function spaceId(
  transaction: Transaction,
  repository: number,
  { model, dimensions, version }: EmbeddingSpace,
): Promise<number> {
  const { rows } = transaction;
  const values = [repository, model, dimensions, version];
  const select = `SELECT id FROM ${schema}.spaces WHERE repository = $1 AND model = $2 AND dimensions = $3 AND version = $4`;
  const [known] = await rows<{ id: number }>(select, values);
  if (known) return known.id;
  await dropSpaces(transaction, repository); // The vectors of another model are of no use any more.
  const [fresh] = await rows<{ id: number }>(
    `INSERT INTO ${schema}.spaces(repository, model, dimensions, version) VALUES ($1, $2, $3, $4) RETURNING id`,
    values,
  );
  const id = fresh?.id ?? 0;
  if (dimensions > mostIndexed) return id;
  await rows(
    `CREATE INDEX embeddings_${id} ON ${schema}.embeddings USING hnsw ((vector::halfvec(${dimensions})) halfvec_cosine_ops)
     WHERE space = ${id}`,
  );
  return id;
}

/** Removes the vectors of a repository and their indexes. */
async function dropSpaces({ rows }: Transaction, repository: number): Promise<void> {
  // Each transaction that drops an index waits for all that write to the table: two of them would wait for each other.
  await rows("SELECT pg_advisory_xact_lock($1)", [schemaLock]);
  const statement = `DELETE FROM ${schema}.spaces WHERE repository = $1 RETURNING id`;
  const spaces = await rows<{ id: number }>(statement, [repository]);
  for (const { id } of spaces) await rows(`DROP INDEX IF EXISTS ${schema}.embeddings_${id}`);
}

/** Chunks of a file by term, packed with the weighted occurrences. */
function postingsOf({ chunks }: SharedFile): ReadonlyMap<string, readonly number[]> {
  const postings = new Map<string, number[]>();
  for (const [position, { counts }] of chunks.entries()) {
    for (const [term, times] of counts) {
      const packed = packPosting(position, times);
      const list = postings.get(term);
      if (list) list.push(packed);
      else postings.set(term, [packed]);
    }
  }
  return postings;
}
