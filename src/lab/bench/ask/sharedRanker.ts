import { indexRepository } from "../../../app/ask/shared/indexRepository.ts";
import { buildQuery } from "../../../core/ask/rank/query.ts";
import { sharedFindings } from "../../../core/ask/shared/sharedFindings.ts";
import { parseStoreAddress } from "../../../core/ask/shared/storeAddress.ts";
import { redact } from "../../../core/privacy/redactSecrets.ts";
import { openPostgresStore } from "../../../postgres/openPostgresStore.ts";
import type { Ranker } from "./ranker.ts";
import { embedTiny } from "./tinyEmbeddings.ts";

const depth = 20;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));
const embed = (texts: readonly string[]) => Promise.resolve(texts.map(embedTiny));

/**
 * Ranks with a shared index in PostgreSQL, which is built under a name of its own and removed again.
 * @param text address of the database; the password may be in it, or in PGPASSWORD
 * @param hasModel adds the list of an embeddings model, for which a tiny one stands in
 */
export function createSharedRanker(text: string, hasModel: boolean): Ranker {
  const address = parseStoreAddress(text);
  return {
    async prepare({ name, files, history }) {
      const repository = `bench/${name}/${hasModel ? "model" : "words"}/${crypto.randomUUID()}`;
      const store = openPostgresStore({ address, password: address.password });
      const texts = new Map(files.map((file) => [file.path, file.text]));
      const clone = {
        commit: "bench",
        paths: [...texts.keys()],
        uncommitted: [],
        changedSince: () => Promise.resolve(undefined),
        history: () => Promise.resolve(history),
        read: (path: string) => Promise.resolve(texts.get(path)),
      };
      const writer = await store.openWriter(repository, (sentence) => console.error(sentence));
      const embedder = hasModel ? { model: "tiny", embed } : undefined;
      await indexRepository({ clone, writer, builtBy: "bench", redact, embedder, onProgress: () => undefined, pause });
      await writer.close();
      return {
        diskBytes: 0,
        rank: async (question) => {
          const query = buildQuery({ question, selection: undefined, earlier: [] });
          const meaning = hasModel ? { model: "tiny", vector: embedTiny(question) } : undefined;
          const filter = { folder: "", languageIds: [] };
          const hits = await store.search({ repositories: [repository], query, filter, meaning });
          const { spans, confidence } = sharedFindings(query, hits, depth);
          return {
            passages: spans.map(({ path, startLine, endLine }) => ({ path, startLine: startLine + 1, endLine })),
            confidence,
          };
        },
        close: async () => {
          const remover = await store.openWriter(repository, () => undefined);
          await remover.remove();
          await remover.close();
          await store.close();
        },
      };
    },
  };
}
