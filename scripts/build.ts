import { runNode } from "./command.ts";
import { step } from "./step.ts";

/** Builds dist/ for production and prints the size of each file. */
export async function buildForProduction(): Promise<void> {
  const { stdout } = await step("Building the extension", () => runNode("esbuild.mjs", ["--production"]));
  process.stderr.write(stdout);
}
