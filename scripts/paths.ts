import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** Absolute path of a file or folder of the checkout, from its path relative to the root. */
export function inProject(...names: readonly string[]): string {
  return join(dirname(dirname(fileURLToPath(import.meta.url))), ...names);
}

/** Absolute path in the ignored folder where everything lives that can be made again. */
export function inCache(...names: readonly string[]): string {
  return inProject(".cache", ...names);
}
