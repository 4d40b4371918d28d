import { createHash } from "node:crypto";
import { existsSync, globSync, readFileSync, statSync } from "node:fs";
import { cp, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { inCache, inProject } from "./paths.ts";
import { SetUpError } from "./setUpError.ts";

/**
 * Copies samples/ into .cache and returns the path of the copy, so that trying Hunch leaves the checkout clean. The user's
 * edits are kept until the samples of the checkout change.
 * @param reset discards the user's edits
 */
export async function copySamples({ reset }: { readonly reset: boolean }): Promise<string> {
  const samples = inProject("samples");
  if (!existsSync(samples)) throw new SetUpError(`The sample workspace is missing: ${samples}`);
  const copy = inCache("start", "samples");
  const stamp = inCache("start", "samples.sha256");
  const hash = hashFolder(samples);
  const isCurrent = existsSync(copy) && existsSync(stamp) && (await readFile(stamp, "utf8")) === hash;
  if (isCurrent && !reset) return copy;
  await rm(copy, { recursive: true, force: true });
  await mkdir(inCache("start"), { recursive: true });
  await cp(samples, copy, { recursive: true });
  await writeFile(stamp, hash);
  return copy;
}

function hashFolder(folder: string): string {
  const hash = createHash("sha256");
  for (const name of globSync("**/*", { cwd: folder }).sort()) {
    const file = join(folder, name);
    if (statSync(file).isFile()) hash.update(name).update("\0").update(readFileSync(file));
  }
  return hash.digest("hex");
}
