import { parentPort, workerData } from "node:worker_threads";
import { carryOut, type IndexNotice, type IndexReply, type NumberedOrder } from "../../app/ask/indexMessages.ts";
import { createPassageIndex } from "../../core/ask/createPassageIndex.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { deleteDatabase, isDamage, isDatabaseError, openSqliteStore } from "../../sqlite/openSqliteStore.ts";

/** Where the index is kept. */
export interface IndexWorkerData {
  /** Path of the database; undefined keeps the index in memory. */
  readonly file: string | undefined;
  /** Of whatever decides what is in the index. */
  readonly version: string;
}

/** The thread that holds Ask's index: indexing and ranking never delay a keystroke. */
const { file, version }: IndexWorkerData = workerData;
const store = open();
const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)), store);

function open() {
  if (file === undefined) return undefined;
  const opened = openSqliteStore(file, version);
  if ("reason" in opened) {
    report({ notice: "inMemory", reason: opened.reason });
    return undefined;
  }
  if (opened.damage !== undefined) report({ notice: "damaged", reason: opened.damage });
  return opened.store;
}

function report(message: IndexNotice | IndexReply): void {
  parentPort?.postMessage(message);
}

parentPort?.on("message", ({ id, order }: NumberedOrder) => {
  void carryOut(index, order)
    .then((result) => report({ id, ...result }))
    .catch((error: unknown) => {
      report({ id, failure: messageOf(error) });
      if (!isDatabaseError(error) || file === undefined) return;
      // The next thread starts with an empty index: in a new file, or in memory if this one can't be written.
      store?.close();
      if (isDamage(error)) deleteDatabase(file);
      else report({ notice: "inMemory", reason: messageOf(error) });
      throw error;
    });
});
