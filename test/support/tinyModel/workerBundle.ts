import { join } from "node:path";
import { build } from "esbuild";
import { copyRuntime, transformersBuild } from "../../../scripts/transformersBuild.ts";

/** Builds the worker like the extension's build. @returns the path of its entry */
export async function buildWorker(folder: string): Promise<string> {
  copyRuntime(folder);
  await build({ ...transformersBuild(folder), logLevel: "error" });
  return join(folder, "worker.mjs");
}
