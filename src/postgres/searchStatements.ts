import { commitScoring } from "../core/ask/history/commitIndex.ts";
import { scoring } from "../core/ask/rank/scoreChunks.ts";
import { likenessWeight, mostCompared } from "../core/ask/searchIndex.ts";
import { schema } from "./schema.ts";

/** Chunks that a search returns of each list: as many as count in the fusion of both. */
const mostReturned = 200;

/**
 * What is needed before chunks can be ranked: the format of the index, the repository, how often each term occurs, the
 * vectors of the terms, and the commits whose messages match. $1 names of the repository, $2 terms, $3 the group of each
 * and $4 its weight. Returns one row, with the format alone if the index lacks the repository.
 */
export const factsStatement = `
WITH repository AS (
  SELECT r.* FROM ${schema}.repositories r JOIN unnest($1::text[]) WITH ORDINALITY AS wanted(name, rank) USING (name)
  WHERE r.commit IS NOT NULL ORDER BY rank LIMIT 1),
query AS (SELECT * FROM unnest($2::text[], $3::int[], $4::float8[]) AS q(term, grp, weight)),
matched AS (
  SELECT q.grp, q.weight, t.term, t.number, t.times, count(*) OVER (PARTITION BY q.grp, t.term) AS df
  FROM query q JOIN repository r ON true JOIN ${schema}.commit_terms t ON t.repository = r.id AND t.term = q.term),
by_group AS (
  SELECT m.grp, m.number, max(
    m.weight * ln(1 + (r.commit_count - m.df + 0.5) / (m.df + 0.5)) * m.times * ${commitScoring.saturation + 1}
    / (m.times + ${commitScoring.saturation} * (${1 - commitScoring.normalisation}
      + ${commitScoring.normalisation} * c.length * r.commit_count / r.commit_length))) AS score
  FROM matched m JOIN repository r ON true JOIN ${schema}.commits c ON c.repository = r.id AND c.number = m.number
  GROUP BY m.grp, m.number),
best AS (
  SELECT number, sum(score) AS score FROM by_group GROUP BY number
  ORDER BY score DESC, number LIMIT ${commitScoring.mostCommits})
SELECT f.version, r.id, r.name, r.commit, r.basis, r.file_count, r.chunk_count, r.term_count,
  (SELECT json_object_agg(term, df) FROM (
    SELECT p.term, sum(cardinality(p.chunks)) AS df FROM ${schema}.postings p
    WHERE p.repository = r.id AND p.term = ANY($2) GROUP BY p.term) f) AS frequencies,
  (SELECT json_agg(json_build_array(t.term, t.rarity, t.vector)) FROM ${schema}.terms t
    WHERE t.repository = r.id AND t.basis = r.basis AND t.term = ANY($2)) AS vectors,
  (SELECT json_agg(json_build_array(b.score, c.paths) ORDER BY b.score DESC, b.number)
    FROM best b JOIN ${schema}.commits c ON c.repository = r.id AND c.number = b.number) AS commits,
  (SELECT json_agg(json_build_array(s.id, s.model, s.dimensions)) FROM ${schema}.spaces s
    WHERE s.repository = r.id) AS spaces
FROM ${schema}.format f LEFT JOIN repository r ON true`;

const {
  chunkSaturation,
  chunkNormalisation,
  fileSaturation,
  fileNormalisation,
  chunksPerFile,
  shortestShare,
  coverageShare,
  fileShare,
} = scoring;

const hitColumns = "f.path, f.hash, c.start_line, c.end_line";

/** Whether a file passes the filter. $9 languages, or null; $10 a folder as the start of paths, or "". */
const passes = `($9::text[] IS NULL OR f.language = ANY($9)) AND starts_with(f.path, $10)`;

/**
 * Ranks chunks as `scoreChunks` and `searchIndex` do, but for recently opened files: their paths stay on the machine.
 * $1 repository; $2 terms, $3 the group of each, $4 its weight and $5 its weighted rarity; $6 the mean length of a chunk;
 * $7 the sum of the groups' rarities; $8 object of what is added to the scores of a path; $11 object of what the scores
 * of a kind are multiplied by; $12 vector of the question, or null; $13 number of the vectors of terms.
 */
export const rankStatement = `
WITH query AS (
  SELECT * FROM unnest($2::text[], $3::int[], $4::float8[], $5::float8[]) AS q(term, grp, weight, rarity)),
groups AS (SELECT grp, max(rarity) AS rarest FROM query GROUP BY grp),
found AS MATERIALIZED (
  SELECT q.grp, q.weight, q.rarity, p.file, packed / 256 AS position, (packed % 256) / 4.0::float8 AS times
  FROM query q JOIN ${schema}.postings p ON p.repository = $1 AND p.term = q.term
  JOIN ${schema}.files f ON f.id = p.file AND ${passes}
  CROSS JOIN LATERAL unnest(p.chunks) AS packed WHERE q.rarity > 0),
by_group AS (
  SELECT n.grp, n.file, n.position, max(n.rarity * n.times * ${chunkSaturation + 1} / (n.times + ${chunkSaturation}
    * (${1 - chunkNormalisation} + ${chunkNormalisation} * greatest(c.length / $6::float8, ${shortestShare})))) AS score
  FROM found n JOIN ${schema}.chunks c USING (file, position) GROUP BY n.grp, n.file, n.position),
by_chunk AS (
  SELECT b.file, b.position, sum(b.score) AS score, sum(least(g.rarest, b.score)) AS covered
  FROM by_group b JOIN groups g USING (grp) GROUP BY b.file, b.position),
by_file AS (
  SELECT s.file, sum(g.rarest * s.times * ${fileSaturation + 1} / (s.times + ${fileSaturation}
    * (${1 - fileNormalisation} + ${fileNormalisation} * f.length / ($6 * ${chunksPerFile})))) AS score
  FROM (SELECT grp, file, sum(times * weight) AS times FROM found GROUP BY grp, file) s
  JOIN groups g USING (grp) JOIN ${schema}.files f ON f.id = s.file GROUP BY s.file),
ranked AS (
  SELECT k.file, k.position, (k.score * (${1 - coverageShare} + ${coverageShare} * k.covered / $7::float8)
    + ${fileShare} * w.score + coalesce(($8::jsonb ->> f.path)::float8, 0))
    * ($11::jsonb ->> f.kind)::float8 AS score
  FROM by_chunk k JOIN by_file w USING (file) JOIN ${schema}.files f ON f.id = k.file
  ORDER BY score DESC LIMIT ${mostCompared})
SELECT ${hitColumns}, max(r.score) OVER () AS best, r.score + CASE
    WHEN $12::text IS NULL OR c.likeness IS NULL OR f.basis <> $13 THEN 0
    ELSE ${likenessWeight} * $7 * greatest(0, 1 - (c.likeness <=> $12::halfvec)) END AS score
FROM ranked r JOIN ${schema}.chunks c USING (file, position) JOIN ${schema}.files f ON f.id = r.file
ORDER BY score DESC, f.path, c.start_line LIMIT ${mostReturned}`;

/**
 * Settings of a connection that searches. Makes HNSW return up to 200 rows instead of 40 and, since pgvector 0.8, search
 * further if a filter removes too many. An older pgvector ignores what it does not know.
 */
export const searchSettings = { "hnsw.ef_search": mostReturned, "hnsw.iterative_scan": "strict_order" } as const;

/**
 * The chunks whose vectors are nearest to $1. Numbers of the space and its dimensions are part of the text, because the
 * index of a space is a partial one. $2 languages, or null; $3 a folder as the start of paths, or "".
 */
export function nearestStatement(space: number, dimensions: number): string {
  return `
SELECT ${hitColumns}, 0 AS best, 1 - (e.vector::halfvec(${dimensions}) <=> $1::halfvec(${dimensions})) AS score
FROM ${schema}.embeddings e JOIN ${schema}.chunks c USING (file, position) JOIN ${schema}.files f ON f.id = c.file
WHERE e.space = ${space} AND ($2::text[] IS NULL OR f.language = ANY($2)) AND starts_with(f.path, $3)
ORDER BY e.vector::halfvec(${dimensions}) <=> $1::halfvec(${dimensions}) LIMIT ${mostReturned}`;
}
