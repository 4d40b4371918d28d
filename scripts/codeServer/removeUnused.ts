import { readdir, rm } from "node:fs/promises";
import { join, sep } from "node:path";

/**
 * What VS Code brings along and neither `npm start` nor the tests use, about half of its size: source maps, binaries of other
 * platforms, Node's headers, and the command lines of Copilot's agents and of their sandboxes.
 */
const unused: readonly RegExp[] = [
  /\.(?:map|pdb|exe)$/,
  new RegExp(`/(?:prebuilds|ripgrep-universal/bin)/(?!${process.platform})`),
  /^\/node\/include\//,
  /\/@github\/copilot-sdk-[^/]+\//,
  /\/@microsoft\/mxc-sdk\/bin\//,
];

/** Removes from an unpacked VS Code what it does not need here. */
export async function removeUnused(folder: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name);
    const shown = path.slice(folder.length).replaceAll(sep, "/");
    if (entry.isFile() && unused.some((pattern) => pattern.test(shown))) await rm(path);
  }
}
