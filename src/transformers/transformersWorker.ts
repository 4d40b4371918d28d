import "./useWebAssembly.ts";
import { parentPort } from "node:worker_threads";
import { messageOf } from "../core/util/messageOf.ts";
import { embed, type LoadedEmbedder, loadEmbedder } from "./embeddings/embedder.ts";
import { NoEmbeddings } from "./embeddings/embeddingRecipe.ts";
import { generate, PromptTooLong } from "./generate.ts";
import { type LoadedModel, loadModel } from "./loadModel.ts";
import type { EmbedRequest, FailureReason, GenerateRequest, WorkerMessage, WorkerRequest } from "./messages.ts";

// Entry of the worker thread: one model in memory, one answer at a time.
let generator: LoadedModel | undefined;
let embedder: LoadedEmbedder | undefined;
let last: Promise<void> = Promise.resolve();

parentPort?.on("message", (request: WorkerRequest) => {
  last = last.then(() => answer(request));
});

function say(message: WorkerMessage): void {
  parentPort?.postMessage(message);
}

async function answer(request: WorkerRequest): Promise<void> {
  const { id } = request;
  let reason: FailureReason = "load";
  const onLoaded = () => {
    reason = "compute";
  };
  try {
    if (request.kind === "generate") await generateFor(request, onLoaded);
    else await embedFor(request, onLoaded);
  } catch (error) {
    if (error instanceof PromptTooLong) reason = "overflow";
    if (error instanceof NoEmbeddings) reason = "noEmbeddings";
    say({ kind: "failed", id, reason, detail: messageOf(error) });
  }
}

async function generateFor(request: GenerateRequest, onLoaded: () => void): Promise<void> {
  const { id, folder } = request;
  if (generator?.folder !== folder) {
    await unload();
    generator = await loadModel(folder);
  }
  onLoaded();
  const counts = await generate(generator, request, (text) => say({ kind: "text", id, text }));
  say({ kind: "done", id, ...counts });
}

async function embedFor(request: EmbedRequest, onLoaded: () => void): Promise<void> {
  const { id, folder } = request;
  if (embedder?.folder !== folder) {
    await unload();
    embedder = await loadEmbedder(folder);
  }
  onLoaded();
  const vectors = await embed(embedder, request);
  say({ kind: "embedded", id, vectors, fingerprint: embedder.fingerprint });
}

async function unload(): Promise<void> {
  await Promise.all([generator?.model.dispose(), embedder?.model.dispose()]);
  generator = undefined;
  embedder = undefined;
}
