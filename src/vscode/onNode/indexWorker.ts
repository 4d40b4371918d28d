import { parentPort, workerData } from "node:worker_threads";
import { serveIndex } from "../../node/serveIndex.ts";

/** The thread that holds Ask's index. */
if (parentPort) serveIndex(parentPort, workerData);
