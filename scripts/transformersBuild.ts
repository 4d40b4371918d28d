import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import { inProject } from "./paths.ts";

const library = inProject("node_modules/@huggingface/transformers/dist/transformers.web.js");
const runtime = ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];

/**
 * How the thread of models inside the editor is built: the library's web build, whose runtime is the same WebAssembly
 * on every platform, in one file. @param folder absolute or below the current one
 */
export function transformersBuild(folder: string): BuildOptions & { readonly entryPoints: string[] } {
  return {
    bundle: true,
    platform: "node",
    target: "node22",
    format: "esm",
    entryPoints: [inProject("src/transformers/transformersWorker.ts")],
    outfile: join(folder, "worker.mjs"),
    alias: { "@huggingface/transformers": library, "onnxruntime-web/webgpu": "onnxruntime-web" },
  };
}

/** Puts the WebAssembly beside the worker, where it looks for it. */
export function copyRuntime(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of runtime) copyFileSync(inProject("node_modules/onnxruntime-web/dist", name), join(folder, name));
}
