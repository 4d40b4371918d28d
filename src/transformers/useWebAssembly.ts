import { availableParallelism } from "node:os";
import * as onnx from "onnxruntime-web";

// To be imported before the library, which then uses the runtime under this symbol instead of one with a binary for each
// platform. esbuild.mjs puts the WebAssembly beside the worker.

/** The editor, its language servers and the user's programs need the other cores. */
const mostThreads = 4;

onnx.env.wasm.wasmPaths = new URL(".", import.meta.url).href;
onnx.env.wasm.numThreads = Math.max(1, Math.min(mostThreads, availableParallelism() - 1));
Reflect.set(globalThis, Symbol.for("onnxruntime"), onnx);
