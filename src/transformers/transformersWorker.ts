import "./useWebAssembly.ts";
import { parentPort } from "node:worker_threads";
import { messageOf } from "../core/util/messageOf.ts";
import { generate, PromptTooLong } from "./generate.ts";
import { type LoadedModel, loadModel } from "./loadModel.ts";
import type { FailureReason, GenerateRequest, WorkerMessage } from "./messages.ts";

// Entry of the worker thread: one model in memory, one answer at a time.
let loaded: LoadedModel | undefined;
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: GenerateRequest) => {
  last = last.then(() => answer(request));
});

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function answer(request: GenerateRequest): Promise<void> {
  const { id } = request;
  let reason: FailureReason = "load";
  try {
    if (loaded?.folder !== request.folder) {
      await loaded?.model.dispose();
      loaded = undefined;
      loaded = await loadModel(request.folder);
    }
    reason = "compute";
    const counts = await generate(loaded, request, (text) => say({ kind: "text", id, text }));
    say({ kind: "done", id, ...counts });
  } catch (error) {
    if (error instanceof PromptTooLong) reason = "overflow";
    say({ kind: "failed", id, reason, detail: messageOf(error) });
  }
}
