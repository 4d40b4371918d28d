import { parentPort, workerData } from "node:worker_threads";
import type { ThreadWork } from "./fitForests.ts";
import { forestTable } from "./forestTable.ts";
import { growBinned } from "./growTrees.ts";
import { createRandom } from "./random.ts";

/** The thread of one forest: see fitForests.ts. */
const { table, features, order }: ThreadWork = workerData;
const forest = growBinned(table, order.groups, order.options, createRandom(order.seed));
parentPort?.postMessage(forestTable(forest, features, order.options.rate));
