import { existsSync } from "node:fs";
import { copyFile, readFile, rename } from "node:fs/promises";
import { join } from "node:path";

/**
 * Lets a VS Code that was installed without compiling write its log files, and those of extensions.
 * @param vsCode folder of VS Code's server
 */
export async function writeLogsWithoutNatives(vsCode: string): Promise<void> {
  const module = join(vsCode, "node_modules", "@vscode", "spdlog");
  if (!existsSync(module) || existsSync(join(module, "build", "Release", "spdlog.node"))) return;
  const [ours, theirs] = [join(import.meta.dirname, "plainLogger.cjs"), join(module, "index.js")];
  if ((await readFile(ours, "utf8")) === (await readFile(theirs, "utf8"))) return;
  // Renamed when complete, because another server may be starting.
  const part = `${theirs}.${process.pid}.part`;
  await copyFile(ours, part);
  await rename(part, theirs);
}
