import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";
import { at } from "../../../../test/support/at.ts";
import { createAskSources } from "../../../app/ask/askSources.ts";
import { WorkspaceIndex } from "../../../app/ask/workspaceIndex.ts";
import { createReadStamp } from "../../../app/files/readStamp.ts";
import { createReadText } from "../../../app/files/readText.ts";
import { createEngine } from "../../../core/engine/engine.ts";
import { confidenceThresholds } from "../../../core/engine/score/thresholds.ts";
import { nodeFiles } from "../../../node/nodeFiles.ts";
import { WorkerIndex } from "../../../node/workerIndex.ts";
import { TypingRests } from "../../../vscode/ask/typingRests.ts";
import { manyFiles } from "./manyFiles.ts";
import type { LabelledRepository } from "./questionSet.ts";

/** Milliseconds from the time at which a key is due until the embedded engine has answered. */
export interface TypingFigures {
  readonly keys: number;
  readonly p50: number;
  readonly p95: number;
  readonly max: number;
  /** Files that were indexed meanwhile. */
  readonly indexed: number;
}

/** Milliseconds between two keys: 200 a minute would be 300, and held keys repeat each 33. */
const keyMs = 60;
const keys = 300;
const learntFiles = 20;

/**
 * Types into a document, while nothing else happens, and while files are read and indexed as the extension does it.
 * @param isPolite whether indexing waits for the end of typing, as it does in the editor
 */
export async function typingWhileIndexing(
  repositories: readonly LabelledRepository[],
  fileCount: number,
  folder: string,
): Promise<Readonly<Record<"without" | "with" | "withoutRests", TypingFigures>>> {
  const uris: string[] = [];
  for (const { path, text } of manyFiles(repositories, fileCount, 1)) {
    const file = join(folder, "files", path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    uris.push(pathToFileURL(file).href);
  }
  const engine = createEngine();
  for (const { path, text } of repositories.flatMap(({ files }) => files).slice(0, learntFiles)) {
    const uri = `file:///${path}`;
    for (const _ of engine.learn({ uri, path, languageId: "go", version: 1, lines: text.split("\n") }));
  }
  await type(engine, () => 0); // Compiles the code.
  const without = await type(engine, () => 0);
  const polite = await typeBeside(engine, uris, { folder, isPolite: true });
  const hasty = await typeBeside(engine, uris, { folder, isPolite: false });
  return { without, with: polite, withoutRests: hasty };
}

interface BesideOptions {
  readonly folder: string;
  readonly isPolite: boolean;
}

async function typeBeside(
  engine: ReturnType<typeof createEngine>,
  uris: readonly string[],
  { folder, isPolite }: BesideOptions,
): Promise<TypingFigures> {
  const onError = (error: unknown) => {
    throw error;
  };
  const index = new WorkerIndex({
    entry: fileURLToPath(new URL("../../../vscode/onNode/indexWorker.ts", import.meta.url)),
    data: { file: join(folder, isPolite ? "polite.db" : "hasty.db"), version: "bench" },
    onLost: onError,
    onNotice: onError,
  });
  const rests = new TypingRests();
  const access = { files: nodeFiles, documents: { get: () => undefined }, excludes: async () => false, onError };
  const workspace = {
    displayPath: (uri: string) => uri.slice(uri.lastIndexOf("files/")),
    find: async () => uris,
    fileOf: (uri: string) => uri,
    folderOf: () => undefined,
  };
  const readText = createReadText({ ...access, workspace });
  const sources = createAskSources({ recentUris: () => [], readText, readStamp: createReadStamp(access), workspace });
  const indexing = new WorkspaceIndex({
    ...sources,
    index,
    recentUris: () => [],
    history: async () => [],
    embedder: () => undefined,
    clean: (text) => text,
    now: () => performance.now(),
    rest: (ms) => (isPolite ? rests.rest(ms) : Promise.resolve()),
    onError: () => undefined, // The index is closed while it is built.
  });
  indexing.prepare();
  const figures = await type(engine, () => {
    rests.typed();
    return indexing.state.done;
  });
  indexing.pause();
  await index.close();
  rests.dispose();
  return figures;
}

/** Types keys at fixed times. @param typed is called at each key; returns how many files are indexed */
async function type(engine: ReturnType<typeof createEngine>, typed: () => number): Promise<TypingFigures> {
  const times: number[] = [];
  let indexed = 0;
  const started = performance.now();
  for (let key = 0; key < keys; key++) {
    const due = started + key * keyMs;
    await sleep(Math.max(0, due - performance.now()));
    indexed = typed();
    const cursor = at(
      `package main\n\nfunc round${key}(items []Item) int {\n\ttotal := 0\n\tfor _, item := range ▮\n}\n`,
    );
    engine.answer(cursor, [], { minConfidence: confidenceThresholds.balanced, maxLines: 1, limit: 1 });
    times.push(performance.now() - due);
  }
  times.sort((a, b) => a - b);
  const quantile = (share: number) => times[Math.min(keys - 1, Math.floor(keys * share))] ?? 0;
  return { keys, p50: quantile(0.5), p95: quantile(0.95), max: quantile(1), indexed };
}
