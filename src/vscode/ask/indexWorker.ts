import { parentPort } from "node:worker_threads";
import { carryOut, type IndexReply, type NumberedOrder } from "../../app/ask/indexMessages.ts";
import { createPassageIndex } from "../../core/ask/createPassageIndex.ts";
import { messageOf } from "../../core/util/messageOf.ts";

/** The thread that holds Ask's index: reading and ranking never delay a keystroke. */
const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)));

parentPort?.on("message", ({ id, order }: NumberedOrder) => {
  void carryOut(index, order)
    .then((findings): IndexReply => ({ id, findings }))
    .catch((error: unknown): IndexReply => ({ id, failure: messageOf(error) }))
    .then((reply) => parentPort?.postMessage(reply));
});
