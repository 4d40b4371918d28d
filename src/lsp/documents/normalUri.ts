import { fileURLToPath, pathToFileURL } from "node:url";

/**
 * One spelling for each file: clients escape characters of a path in different ways, and the product compares locations
 * as texts. Other locations stay as they are.
 */
export function normalUri(uri: string): string {
  if (!uri.startsWith("file:")) return uri;
  try {
    return pathToFileURL(fileURLToPath(uri)).href;
  } catch {
    return uri; // Of another machine, or malformed: it is a name like any other.
  }
}
