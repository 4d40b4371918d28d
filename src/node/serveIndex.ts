import type { MessagePort } from "node:worker_threads";
import { carryOut, type IndexNotice, type IndexReply, type NumberedOrder } from "../app/ask/indexMessages.ts";
import { createPassageIndex } from "../core/ask/createPassageIndex.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { deleteDatabase, isDamage, isDatabaseError, openSqliteStore } from "../sqlite/openSqliteStore.ts";

/** Where a thread keeps its index. */
export interface IndexPlace {
  /** Path of the database; undefined keeps the index in memory. */
  readonly file: string | undefined;
  /** Of whatever decides what is in the index. */
  readonly version: string;
}

/** Carries out the orders that come through a port with an index of this thread. */
export function serveIndex(port: MessagePort, { file, version }: IndexPlace): void {
  const report = (message: IndexNotice | IndexReply) => port.postMessage(message);
  const store = file === undefined ? undefined : openStore(file, version, report);
  const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)), store);
  port.on("message", ({ id, order }: NumberedOrder) => {
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
}

function openStore(file: string, version: string, report: (notice: IndexNotice) => void) {
  const opened = openSqliteStore(file, version);
  if ("reason" in opened) {
    report({ notice: "inMemory", reason: opened.reason });
    return undefined;
  }
  if (opened.damage !== undefined) report({ notice: "damaged", reason: opened.damage });
  return opened.store;
}
