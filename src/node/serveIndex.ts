import type { MessagePort } from "node:worker_threads";
import {
  carryOut,
  endOfOrders,
  type IndexNotice,
  type IndexReply,
  type NumberedOrder,
} from "../app/ask/indexMessages.ts";
import { createPassageIndex } from "../core/ask/createPassageIndex.ts";
import { messageOf } from "../core/util/messageOf.ts";
import { deleteDatabase, isDamage, isDatabaseError, openSqliteStore } from "../sqlite/openSqliteStore.ts";
import type { SqliteStore } from "../sqlite/sqliteStore.ts";

/** Time to wait for a database, if there is another one; in milliseconds. */
const briefMs = 500;

/** Where a thread keeps its index. */
export interface IndexPlace {
  /** Path of the database; undefined keeps the index in memory. */
  readonly file: string | undefined;
  /** Paths of databases to use while other processes have `file` open, in this order. */
  readonly spares?: readonly string[];
  /** Of whatever decides what is in the index. */
  readonly version: string;
}

/** Carries out the orders that come through a port with an index of this thread. */
export function serveIndex(port: MessagePort, { file, spares = [], version }: IndexPlace): void {
  const report = (message: IndexNotice | IndexReply) => port.postMessage(message);
  const opened = openFirst(file === undefined ? [] : [file, ...spares], version, report);
  const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)), opened?.store);
  port.on("message", (message: NumberedOrder | typeof endOfOrders) => {
    if (message === endOfOrders) process.exit(); // Ends this thread alone.
    const { id, order } = message;
    void carryOut(index, order)
      .then((result) => report({ id, ...result }))
      .catch((error: unknown) => {
        if (!isDatabaseError(error) || !opened) return report({ id, failure: messageOf(error) });
        // The end of this thread fails its orders. The next thread starts with an empty index: in a new file, or in memory
        // if this one can't be written.
        opened.store.close();
        if (isDamage(error)) deleteDatabase(opened.file);
        else report({ notice: "inMemory", reason: messageOf(error) });
        throw error;
      });
  });
}

/** Opens the first database that no other process has open. */
function openFirst(
  [file, ...spares]: readonly string[],
  version: string,
  report: (notice: IndexNotice) => void,
): { readonly store: SqliteStore; readonly file: string } | undefined {
  if (file === undefined) return undefined;
  const opened = openSqliteStore(file, version, spares.length > 0 ? briefMs : undefined);
  if ("store" in opened) {
    if (opened.damage !== undefined) report({ notice: "damaged", reason: opened.damage });
    return { store: opened.store, file };
  }
  if (opened.isBusy && spares.length > 0) return openFirst(spares, version, report);
  report({ notice: "inMemory", reason: opened.reason });
  return undefined;
}
