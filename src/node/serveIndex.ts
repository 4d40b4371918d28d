import type { MessagePort } from "node:worker_threads";
import { carryOut, type IndexReply, type NumberedOrder } from "../app/ask/indexMessages.ts";
import { createPassageIndex } from "../core/ask/createPassageIndex.ts";
import { messageOf } from "../core/util/messageOf.ts";

/** Holds Ask's index in this thread and carries out the orders that arrive: reading and ranking never delay a keystroke. */
export function serveIndex(port: MessagePort): void {
  const index = createPassageIndex(() => new Promise((resolve) => setImmediate(resolve)));
  port.on("message", ({ id, order }: NumberedOrder) => {
    void carryOut(index, order)
      .then((findings): IndexReply => ({ id, findings }))
      .catch((error: unknown): IndexReply => ({ id, failure: messageOf(error) }))
      .then((reply) => port.postMessage(reply));
  });
}
