import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Returns the absolute path of a file or folder of the checkout. */
export function inProject(...names: readonly string[]): string {
  return join(dirname(dirname(fileURLToPath(import.meta.url))), ...names);
}

/** Returns an absolute path in .cache, which git ignores and which can be deleted at any time. */
export function inCache(...names: readonly string[]): string {
  return inProject(".cache", ...names);
}
