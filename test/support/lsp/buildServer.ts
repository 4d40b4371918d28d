import { build } from "esbuild";
import { lspBuild } from "../../../scripts/lspBuild.ts";
import { serverFile } from "./serverFile.ts";

/** Builds the language server before the tests. */
export async function setup(): Promise<void> {
  await build(lspBuild(serverFile));
}
