import { globSync } from "node:fs";
import { join } from "node:path";

/** Command that starts a program, with the parameters before its own. */
export interface DebianProgram {
  readonly command: string;
  readonly before: readonly string[];
  /** Folders of the libraries of its root. */
  readonly libraries: readonly string[];
}

/**
 * Returns the command for a program in a root of Debian. It starts by the root's own loader, because the root has a newer
 * C library than this machine; undefined if the root has none.
 */
export function debianProgram(root: string, path: string): DebianProgram | undefined {
  const [loader] = globSync("{lib64,lib,usr/lib64,usr/lib}/ld-linux-*.so.*", { cwd: root });
  if (loader === undefined) return undefined;
  const libraries = globSync("{usr/lib,lib}/*-linux-gnu", { cwd: root }).map((name) => join(root, name));
  return {
    command: join(root, loader),
    before: ["--library-path", libraries.join(":"), join(root, path)],
    libraries,
  };
}
