import { copyFileSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import type { BuildOptions } from "esbuild";
import { inProject } from "./paths.ts";

const library = inProject("node_modules/@huggingface/transformers/dist/transformers.web.js");
const runtime = ["ort-wasm-simd-threaded.mjs", "ort-wasm-simd-threaded.wasm"];

/**
 * Returns the build options of the worker thread for models inside the editor. It uses the library's web build, whose
 * runtime is the same WebAssembly on every platform. @param folder output folder
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

/** Copies the WebAssembly next to the worker, where the library expects it. */
export function copyRuntime(folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const name of runtime) copyFileSync(inProject("node_modules/onnxruntime-web/dist", name), join(folder, name));
}
