import type { Commit } from "../../../core/ask/history/commitIndex.ts";
import { commitTerms } from "../../../core/ask/history/commitTerms.ts";
import { ChunkIndex } from "../../../core/ask/index/chunkIndex.ts";
import { createTokenizer } from "../../../core/ask/index/chunkTerms.ts";
import { describeSharedFile, withoutSecrets } from "../../../core/ask/shared/describeSharedFile.ts";
import { sharedHash } from "../../../core/ask/shared/sharedHash.ts";
import type { KnownFile, RepositoryState, SharedFile } from "../../../core/ask/shared/sharedStore.ts";
import { fitsSize, learnTermVectors, TextVectors, termDimensions } from "../../../core/ask/vectors/textVectors.ts";
import type { Clone, IndexingDeps } from "./clone.ts";
import { embedShared } from "./embedShared.ts";

/** What an indexer did. */
export interface IndexedRepository {
  readonly written: number;
  readonly removed: number;
  readonly unchanged: number;
  readonly embedded: number;
}

/** Files that are written in one transaction: the most that a killed process loses. */
const batchSize = 32;

/**
 * Brings the shared index of a repository to the commit of a clone. Reads the files that changed since the indexed
 * commit; all files if the clone lacks that commit, an ignore file changed or an earlier run did not finish. Writes
 * everything again if another version of Hunch wrote it. A second run after a killed one goes on where that one stopped.
 */
export async function indexRepository(deps: IndexingDeps): Promise<IndexedRepository> {
  const { clone, writer, builtBy, redact, onProgress } = deps;
  const state = await writer.state();
  const history = (await clone.history()).map((commit) => withoutSecretsIn(commit, redact));
  // Before the vectors are learnt: with them, this version counts as the one that wrote everything.
  if (state.commit !== clone.commit || state.builtBy !== builtBy) await writer.putCommits(history);
  const { basis, vectors } = await termVectors(deps, state, history);
  const known = await writer.known();
  const wanted = await pathsToRead(clone, state, known, basis);
  const tools = { tokenize: createTokenizer(), redact, vectors };
  const listed = new Set(clone.paths);
  const gone = [...known.keys()].filter((path) => !listed.has(path));
  let [written, replaced, removed, done] = [0, 0, 0, 0];
  for (const batch of batches(wanted, gone)) {
    const files: SharedFile[] = [];
    const left: string[] = [...batch.removed];
    for (const path of batch.paths) {
      const text = await clone.read(path);
      const before = known.get(path);
      if (text === undefined) {
        if (before) left.push(path);
      } else if (before?.hash !== sharedHash(text) || before.basis !== basis)
        files.push(describeSharedFile({ path, text }, tools));
    }
    if (files.length > 0 || left.length > 0) await writer.write(files, left, basis);
    written += files.length;
    replaced += files.filter(({ path }) => known.has(path)).length;
    removed += left.length;
    done += batch.paths.length;
    onProgress("indexing", done, wanted.length);
  }
  const embedded = await embedShared(deps);
  await writer.finish(clone.commit, clone.uncommitted);
  return { written, removed, unchanged: known.size - removed - replaced, embedded };
}

function withoutSecretsIn({ subject, body, paths }: Commit, redact: IndexingDeps["redact"]): Commit {
  return { subject: redact(subject).text, body: redact(body).text, paths };
}

/**
 * The vectors of terms, learnt again if there are none, another version of Hunch learnt them, or the repository has grown
 * or shrunk since.
 */
async function termVectors(
  { clone, writer, builtBy, redact, pause, onProgress }: IndexingDeps,
  state: RepositoryState,
  history: readonly Commit[],
): Promise<{ readonly basis: number; readonly vectors: TextVectors }> {
  const saved = state.builtBy === builtBy ? await writer.termVectors() : undefined;
  // Until an indexer has finished, nobody knows how many chunks there are.
  if (saved && (state.commit === undefined || fitsSize(state, state.chunkCount)))
    return { basis: state.basis, vectors: new TextVectors(saved) };
  const index = new ChunkIndex();
  for (const [at, path] of clone.paths.entries()) {
    const text = await clone.read(path);
    if (text !== undefined) index.set({ uri: path, path, text: withoutSecrets(text, redact).join("\n") });
    if (index.isFull) index.save();
    if (at % batchSize === 0) onProgress("learning", at, clone.paths.length);
  }
  const learnt = await learnTermVectors(index, commitTerms(history), termDimensions, pause);
  return { basis: await writer.putTermVectors(learnt, builtBy), vectors: new TextVectors(learnt) };
}

/** Files that may not be in the index as they are now. */
async function pathsToRead(
  clone: Clone,
  { commit, uncommitted }: RepositoryState,
  known: ReadonlyMap<string, KnownFile>,
  basis: number,
): Promise<readonly string[]> {
  const changed = commit === undefined ? undefined : await clone.changedSince(commit);
  if (!changed || changed.some(isIgnoreFile)) return clone.paths;
  const suspects = new Set([...changed, ...uncommitted, ...clone.uncommitted]);
  return clone.paths.filter((path) => suspects.has(path) || known.get(path)?.basis !== basis);
}

function isIgnoreFile(path: string): boolean {
  return /(^|\/)\.(gitignore|hunchignore)$/.test(path);
}

interface Batch {
  readonly paths: readonly string[];
  readonly removed: readonly string[];
}

function* batches(paths: readonly string[], removed: readonly string[]): Generator<Batch> {
  if (removed.length > 0) yield { paths: [], removed };
  for (let at = 0; at < paths.length; at += batchSize) yield { paths: paths.slice(at, at + batchSize), removed: [] };
}
