import { Pool, type QueryResultRow } from "pg";
import { priorOf } from "../core/ask/history/commitIndex.ts";
import { kindWeight, type TermStatistics } from "../core/ask/rank/scoreChunks.ts";
import { rarityOf } from "../core/ask/shared/sharedFindings.ts";
import { SharedIndexError } from "../core/ask/shared/sharedIndexError.ts";
import {
  type SharedHit,
  type SharedHits,
  type SharedSearch,
  type SharedStore,
  sharedFormat,
} from "../core/ask/shared/sharedStore.ts";
import { TextVectors, termDimensions } from "../core/ask/vectors/textVectors.ts";
import { clientConfig, type StoreAccess } from "./connection.ts";
import { sharedIndexError } from "./postgresErrors.ts";
import { openWriter } from "./postgresWriter.ts";
import { schema } from "./schema.ts";
import { factsStatement, nearestStatement, rankStatement, searchSettings } from "./searchStatements.ts";
import { vectorText } from "./vectorText.ts";

/** Idle time after which a connection is closed, in milliseconds. Opening another one takes several round trips. */
const idleMs = 600_000;

interface Facts extends QueryResultRow {
  readonly version: number;
  readonly id: number;
  readonly name: string;
  readonly commit: string;
  readonly basis: number;
  readonly file_count: number;
  readonly chunk_count: number;
  readonly term_count: number;
  readonly frequencies: Readonly<Record<string, number>> | null;
  readonly vectors: readonly (readonly [term: string, rarity: number, vector: readonly number[]])[] | null;
  readonly commits: readonly (readonly [score: number, paths: readonly string[]])[] | null;
  readonly spaces: readonly (readonly [id: number, model: string, dimensions: number])[] | null;
}

/** The facts of an index that lacks the repository. */
interface NoFacts extends QueryResultRow {
  readonly version: number;
  readonly id: null;
}

interface HitRow extends QueryResultRow {
  readonly path: string;
  readonly hash: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly score: number;
  readonly best: number;
}

/** Opens a shared index in PostgreSQL with pgvector. Connects at the first call. */
export function openPostgresStore(access: StoreAccess): SharedStore {
  const config = clientConfig(access, searchSettings);
  const pool = new Pool({ ...config, max: 2, idleTimeoutMillis: idleMs, allowExitOnIdle: true });
  pool.on("error", () => undefined); // A connection that broke while nobody used it: the next call opens another one.

  async function rows<Row extends QueryResultRow>(statement: string, values: unknown[] = []): Promise<readonly Row[]> {
    try {
      return (await pool.query<Row>(statement, values)).rows;
    } catch (error) {
      throw sharedIndexError(error, access.password);
    }
  }

  async function factsOf({ repositories, query }: SharedSearch): Promise<Facts> {
    const { terms, groups, weights } = termsOf(query);
    try {
      const [facts] = await rows<Facts | NoFacts>(factsStatement, [repositories, terms, groups, weights]);
      checkFormat(facts?.version);
      if (!facts || facts.id === null) throw new SharedIndexError("noIndex");
      return facts;
    } catch (error) {
      // The tables of another format may differ or be missing, so that the statement fails.
      if (error instanceof SharedIndexError && ["failed", "noIndex"].includes(error.kind)) await readFormat();
      throw error;
    }
  }

  async function readFormat(): Promise<void> {
    const [row] = await rows<{ readonly version: number }>(`SELECT version FROM ${schema}.format`);
    checkFormat(row?.version);
  }

  return {
    async search(search) {
      const facts = await factsOf(search);
      const statistics = statisticsOf(facts);
      const [words, meaning] = await Promise.all([
        rows<HitRow>(rankStatement, rankValues(search, facts, statistics)),
        nearest(search, facts),
      ]);
      return hitsOf(facts, words, meaning);
    },
    openWriter: (repository, onWait) => openWriter({ ...access, repository, onWait }),
    close: () => pool.end(),
  };

  async function nearest({ meaning, filter }: SharedSearch, { spaces }: Facts): Promise<readonly HitRow[]> {
    const space = spaces?.find(
      ([, model, dimensions]) => model === meaning?.model && dimensions === meaning.vector.length,
    );
    if (!meaning || !space) return [];
    const [id, , dimensions] = space;
    return rows<HitRow>(nearestStatement(id, dimensions), [vectorText(meaning.vector), ...filterValues(filter)]);
  }
}

function checkFormat(version = 0): void {
  if (version !== sharedFormat) throw new SharedIndexError(version < sharedFormat ? "olderFormat" : "newerFormat");
}

function statisticsOf({ frequencies, chunk_count }: Facts): TermStatistics {
  return { chunkCount: chunk_count, frequency: (term) => frequencies?.[term] ?? 0 };
}

function hitsOf(facts: Facts, words: readonly HitRow[], meaning: readonly HitRow[]): SharedHits {
  return {
    repository: facts.name,
    commit: facts.commit,
    fileCount: facts.file_count,
    chunkCount: facts.chunk_count,
    frequencies: new Map(Object.entries(facts.frequencies ?? {})),
    bestByWords: words[0]?.best ?? 0,
    byWords: words.map(hitOf),
    byMeaning: meaning.map(hitOf),
  };
}

function hitOf({ path, hash, start_line, end_line, score }: HitRow): SharedHit {
  return { path, hash, startLine: start_line, endLine: end_line, score };
}

/** The terms of a query as columns; a term may be in several groups. */
function termsOf({ groups }: SharedSearch["query"]) {
  const flat = groups.flatMap((group, number) => [...group.terms].map(([term, weight]) => ({ term, weight, number })));
  return {
    terms: flat.map(({ term }) => term),
    groups: flat.map(({ number }) => number),
    weights: flat.map(({ weight }) => weight),
  };
}

/** The values of `rankStatement`, in its order. */
function rankValues(search: SharedSearch, facts: Facts, statistics: TermStatistics): unknown[] {
  const { query, filter } = search;
  const { terms, groups, weights } = termsOf(query);
  const total = rarityOf(query, statistics).reduce((sum, rarity) => sum + rarity, 0);
  const weighted = terms.map(
    (term, at) => rarityOf({ groups: [{ terms: new Map([[term, weights[at] ?? 0]]), own: term }] }, statistics)[0] ?? 0,
  );
  const prior = priorOf((facts.commits ?? []).map(([score, paths]) => ({ score, paths })));
  const kinds = (["code", "prose", "test", "data"] as const).map((kind) => [kind, kindWeight(kind, query)]);
  return [
    facts.id,
    terms,
    groups,
    weights,
    weighted,
    facts.term_count / Math.max(1, facts.chunk_count),
    Math.max(1e-9, total),
    JSON.stringify(Object.fromEntries(prior)),
    ...filterValues(filter),
    JSON.stringify(Object.fromEntries(kinds)),
    questionVector(search, facts),
    facts.basis,
  ];
}

function filterValues({ languageIds, folder }: SharedSearch["filter"]): unknown[] {
  return [languageIds.length > 0 ? languageIds : null, folder === "" || folder.endsWith("/") ? folder : `${folder}/`];
}

/** The question as a vector of the repository's terms; null if it has none of them. */
function questionVector({ query }: SharedSearch, { vectors, basis }: Facts): string | null {
  if (!vectors || basis === 0) return null;
  const known = new TextVectors({
    dimensions: termDimensions,
    learntFrom: 0,
    terms: vectors.map(([term]) => term),
    rarities: Float32Array.from(vectors, ([, rarity]) => rarity),
    basis: Float32Array.from(vectors.flatMap(([, , vector]) => vector)),
  });
  return vectorText(known.ofQuery(query));
}
