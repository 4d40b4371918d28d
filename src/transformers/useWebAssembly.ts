import { availableParallelism } from "node:os";
import { workerData } from "node:worker_threads";
import * as onnx from "onnxruntime-web";
import type { WorkerOptions } from "./messages.ts";

// To be imported before the library, which then uses the runtime under this symbol instead of one with a binary for each
// platform. esbuild.mjs puts the WebAssembly beside the worker.

const { mostThreads }: WorkerOptions = workerData;

onnx.env.wasm.wasmPaths = new URL(".", import.meta.url).href;
onnx.env.wasm.numThreads = Math.max(1, Math.min(mostThreads, availableParallelism() - 1));
Reflect.set(globalThis, Symbol.for("onnxruntime"), onnx);
