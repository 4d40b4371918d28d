import { availableParallelism } from "node:os";
import { Worker } from "node:worker_threads";
import type { ForestTable } from "../../core/engine/score/forest.ts";
import { binColumns } from "./binColumns.ts";
import type { BinnedTable, GrowOptions, Table } from "./growTrees.ts";

/** A forest to fit on the given groups of a table. */
export interface ForestOrder {
  readonly name: string;
  readonly groups: readonly number[];
  readonly options: GrowOptions;
  readonly seed: number;
}

/** What a thread gets. It answers with a {@link ForestTable}. */
export interface ThreadWork {
  readonly table: BinnedTable;
  readonly features: readonly string[];
  readonly order: ForestOrder;
}

/**
 * Fits forests on one table, as many at once as there are processors, and returns them in the shipped form, in the order of
 * the orders. Each is grown in a thread of its own: beside the candidates of thousands of cursors, collecting garbage takes
 * longer than growing trees.
 * @param onStart called with the name of each forest as it is begun
 */
export async function fitForests(
  table: Table,
  orders: readonly ForestOrder[],
  onStart: (name: string) => void,
): Promise<readonly ForestTable[]> {
  const { features, starts, right, weights } = table;
  const bins = binColumns(table.columns);
  const binned: BinnedTable = { bins: { ...bins, columns: bins.columns.map(shared) }, starts, right, weights };
  const usable = (group: number) => (starts[group] ?? 0) < (starts[group + 1] ?? 0);
  const fitted: ForestTable[] = [];
  const waiting = [...orders.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [at, order] = next;
      onStart(order.name);
      fitted[at] = await growInThread({
        table: binned,
        features,
        order: { ...order, groups: order.groups.filter(usable) },
      });
    }
  };
  await Promise.all(Array.from({ length: Math.min(orders.length, availableParallelism()) }, work));
  return fitted;
}

/** In memory that all threads see. */
function shared(column: Uint8Array): Uint8Array {
  const copy = new Uint8Array(new SharedArrayBuffer(column.length));
  copy.set(column);
  return copy;
}

function growInThread(work: ThreadWork): Promise<ForestTable> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL("./growInThread.ts", import.meta.url), { workerData: work });
    worker.once("message", resolve);
    worker.once("error", reject);
  });
}
