import { resolve } from "node:path";
import { setImmediate } from "node:timers/promises";
import { parseArgs } from "node:util";
import { version } from "../../package.json";
import { indexRepository } from "../app/ask/shared/indexRepository.ts";
import { SharedIndexError } from "../core/ask/shared/sharedIndexError.ts";
import type { SharedStore } from "../core/ask/shared/sharedStore.ts";
import { parseStoreAddress, type StoreAddress } from "../core/ask/shared/storeAddress.ts";
import type { Embedder } from "../core/ask/vectors/embedder.ts";
import { redact } from "../core/privacy/redactSecrets.ts";
import { embedTexts } from "../core/server/client/embedTexts.ts";
import { FieldMemory } from "../core/server/http/fieldMemory.ts";
import { ModelError } from "../core/types/model.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { type Git, gitIn } from "../git/gitIn.ts";
import { openClone } from "../node/openClone.ts";
import { openPostgresStore } from "../postgres/openPostgresStore.ts";

const usage = `Usage: npm run index -- --store postgres://USER@HOST/DATABASE [--repo PATH] [--name NAME]
                     [--embeddings URL --embeddings-model NAME]
       npm run index -- --store postgres://USER@HOST/DATABASE --remove NAME

Builds the index of a repository in a PostgreSQL database with pgvector, for a team to share, or brings it to the commit
that is checked out. Only files of the commit are read. Those that a .hunchignore excludes or that hold secrets are left
out. The index contains words of the code and where they are, but no text.

  --repo PATH               a folder of the clone; the default is the current folder
  --store URL               the database; the password is read from HUNCH_STORE_PASSWORD, PGPASSWORD or ~/.pgpass
  --name NAME               name of the repository in the index; the default is the address of its remote "origin"
  --remove NAME             remove the repository of this name from the index instead
  --embeddings URL          address of an OpenAI-compatible server, for search by meaning; its key: HUNCH_EMBEDDINGS_KEY
  --embeddings-model NAME   model of that server; must be the one that "hunch.ask.embeddingsModel" names in the editors`;

/** The command was called incorrectly. The message says what to do. */
class UsageError extends Error {}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      repo: { type: "string", default: "." },
      store: { type: "string" },
      name: { type: "string" },
      remove: { type: "string" },
      embeddings: { type: "string" },
      "embeddings-model": { type: "string" },
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return console.log(usage);
  if (values.store === undefined) throw new UsageError(usage);
  const address = parseStoreAddress(values.store);
  const password = address.password ?? process.env["HUNCH_STORE_PASSWORD"];
  const store = openPostgresStore({ address, password });
  try {
    if (values.remove === undefined) await build(store, address, values);
    else await remove(store, address, values.remove);
  } finally {
    await store.close();
  }
}

interface BuildOptions {
  readonly repo: string;
  readonly name?: string | undefined;
  readonly embeddings?: string | undefined;
  readonly "embeddings-model"?: string | undefined;
}

async function build(store: SharedStore, { shown }: StoreAddress, options: BuildOptions): Promise<void> {
  const embedder = embedderOf(options.embeddings, options["embeddings-model"]);
  const root = await rootOf(resolve(options.repo));
  await using git = gitIn(root);
  const clone = await openClone(root, git, (sentence) => console.error(sentence));
  const name = options.name ?? clone.name;
  const started = performance.now();
  console.log(`Indexing ${name} at ${clone.commit.slice(0, 10)} into ${shown}`);
  const writer = await store.openWriter(name, (sentence) => console.log(sentence));
  try {
    const onProgress = createProgress();
    const deps = { clone, writer, builtBy: version, redact, embedder, onProgress, pause: () => setImmediate() };
    const { written, removed, unchanged, embedded } = await indexRepository(deps);
    const seconds = ((performance.now() - started) / 1_000).toFixed(1);
    const counts = [`${written} files written`, `${removed} removed`, `${unchanged} unchanged`];
    if (embedder) counts.push(`${embedded} embedded`);
    console.log(`${counts.join(", ")} in ${seconds} s`);
  } finally {
    await writer.close();
  }
}

async function remove(store: SharedStore, { shown }: StoreAddress, name: string): Promise<void> {
  const writer = await store.openWriter(name, (sentence) => console.log(sentence));
  try {
    const { size } = await writer.known();
    await writer.remove(); // Also if it has no files: opening it has created it.
    if (size === 0) throw new UsageError(`There is no repository "${name}" in ${shown}.`);
    console.log(`Removed ${name} with ${size} files from ${shown}`);
  } finally {
    await writer.close();
  }
}

async function rootOf(folder: string): Promise<string> {
  await using git = gitIn(folder);
  return (await topLevel(git, folder)).replace(/\r?\n$/, "");
}

async function topLevel(git: Git, folder: string): Promise<string> {
  try {
    return await git.run(["rev-parse", "--show-toplevel"], new AbortController().signal);
  } catch {
    throw new UsageError(`${folder} is not in a git repository.`);
  }
}

function embedderOf(baseUrl: string | undefined, model: string | undefined): Embedder | undefined {
  if (baseUrl === undefined && model === undefined) return undefined;
  if (baseUrl === undefined || model === undefined)
    throw new UsageError("--embeddings and --embeddings-model belong together.");
  const key = () => Promise.resolve(process.env["HUNCH_EMBEDDINGS_KEY"]);
  const client = {
    meter: { ask: (send: () => Promise<unknown>) => send() },
    requests: { fetch, key },
    fields: new FieldMemory(),
  };
  return { model, embed: (texts, signal) => embedTexts({ baseUrl, model }, texts, client, signal) };
}

/** Prints progress in steps of a tenth: a log of CI has no cursor. */
function createProgress(): Parameters<typeof indexRepository>[0]["onProgress"] {
  let printed = "";
  return (work, done, total) => {
    const line = `${work}: ${Math.floor((10 * done) / Math.max(1, total)) * 10} %`;
    if (line !== printed) console.log(line);
    printed = line;
  };
}

/** Whether the command has parameters that it does not know. The message of such an error repeats them, and so a password. */
function isWrongCall(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("ERR_PARSE_ARGS");
}

main().catch((thrown: unknown) => {
  const error = isWrongCall(thrown) ? new UsageError(usage) : thrown;
  // A stack could show parameters, and those a password.
  const isKnown = error instanceof UsageError || error instanceof SharedIndexError || error instanceof ModelError;
  console.error(isKnown ? error.message : `The index could not be built: ${messageOf(error)}`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
