import { sharedFormat } from "../core/ask/shared/sharedStore.ts";
import { termDimensions } from "../core/ask/vectors/textVectors.ts";

/** All tables are in a schema of their own, so that they can share a database with others. */
export const schema = "hunch";

/** Removes all tables, also those of other formats. The schema and what an administrator granted in it stay. */
export const dropTables = `
DO $$ DECLARE name text; BEGIN
  FOR name IN SELECT tablename FROM pg_tables WHERE schemaname = '${schema}' LOOP
    EXECUTE format('DROP TABLE ${schema}.%I CASCADE', name);
  END LOOP;
END $$;`;

/**
 * Tables of shared indexes, one set for all repositories. A posting row holds the chunks of one file that contain a term,
 * each packed with its weighted occurrences (`packPosting`). No text is stored. `term` and `path` are compared by bytes.
 * @param firstId where ids start. Tables that are created again must not repeat the ids of those before: an indexer of the
 *   older version may still be connected, and would write under the id of another repository.
 */
export const createTables = (firstId: number): string => `
CREATE EXTENSION IF NOT EXISTS vector;
CREATE SCHEMA IF NOT EXISTS ${schema};
CREATE TABLE ${schema}.format(version int NOT NULL);
INSERT INTO ${schema}.format VALUES (${sharedFormat});
CREATE TABLE ${schema}.repositories(
  id int GENERATED ALWAYS AS IDENTITY (START WITH ${firstId}) PRIMARY KEY, name text NOT NULL UNIQUE,
  commit text, uncommitted text[] NOT NULL DEFAULT '{}', finished_at timestamptz,
  basis int NOT NULL DEFAULT 0, built_by text, learnt_from int NOT NULL DEFAULT 0,
  file_count int NOT NULL DEFAULT 0, chunk_count int NOT NULL DEFAULT 0, term_count float8 NOT NULL DEFAULT 0,
  commit_count int NOT NULL DEFAULT 0, commit_length float8 NOT NULL DEFAULT 0);
CREATE TABLE ${schema}.files(
  id int GENERATED ALWAYS AS IDENTITY (START WITH ${firstId}) PRIMARY KEY, repository int NOT NULL REFERENCES ${schema}.repositories ON DELETE CASCADE,
  path text COLLATE "C" NOT NULL, language text NOT NULL, kind text NOT NULL, hash text NOT NULL, length int NOT NULL,
  basis int NOT NULL, UNIQUE(repository, path));
CREATE TABLE ${schema}.chunks(
  file int NOT NULL REFERENCES ${schema}.files ON DELETE CASCADE, position int NOT NULL,
  start_line int NOT NULL, end_line int NOT NULL, length int NOT NULL, likeness halfvec(${termDimensions}),
  PRIMARY KEY(file, position));
CREATE TABLE ${schema}.postings(
  repository int NOT NULL, term text COLLATE "C" NOT NULL, file int NOT NULL REFERENCES ${schema}.files ON DELETE CASCADE,
  chunks int[] NOT NULL, PRIMARY KEY(repository, term, file));
CREATE INDEX ON ${schema}.postings(file);
CREATE TABLE ${schema}.terms(
  repository int NOT NULL REFERENCES ${schema}.repositories ON DELETE CASCADE, basis int NOT NULL,
  term text COLLATE "C" NOT NULL, rarity float4 NOT NULL, vector float4[] NOT NULL, PRIMARY KEY(repository, basis, term));
CREATE TABLE ${schema}.commits(
  repository int NOT NULL REFERENCES ${schema}.repositories ON DELETE CASCADE, number int NOT NULL,
  length float8 NOT NULL, paths text[] NOT NULL, PRIMARY KEY(repository, number));
CREATE TABLE ${schema}.commit_terms(
  repository int NOT NULL REFERENCES ${schema}.repositories ON DELETE CASCADE, term text COLLATE "C" NOT NULL,
  number int NOT NULL, times float8 NOT NULL, PRIMARY KEY(repository, term, number));
CREATE TABLE ${schema}.spaces(
  id int GENERATED ALWAYS AS IDENTITY (START WITH ${firstId}) PRIMARY KEY, repository int NOT NULL REFERENCES ${schema}.repositories ON DELETE CASCADE,
  model text NOT NULL, dimensions int NOT NULL, version int NOT NULL, UNIQUE(repository, model, dimensions, version));
CREATE TABLE ${schema}.embeddings(
  space int NOT NULL REFERENCES ${schema}.spaces ON DELETE CASCADE, file int NOT NULL, position int NOT NULL,
  vector halfvec NOT NULL, PRIMARY KEY(space, file, position),
  FOREIGN KEY(file, position) REFERENCES ${schema}.chunks ON DELETE CASCADE);
CREATE INDEX ON ${schema}.embeddings(file, position);`;

/** Number of the lock under which tables are created: "hunch" in ASCII. */
export const schemaLock = 0x68756e63;
