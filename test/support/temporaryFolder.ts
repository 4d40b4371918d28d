import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Creates a folder for one run. `remove` deletes it unless HUNCH_KEEP is set. Its path is short, for Unix sockets. */
export async function makeTemporaryFolder(): Promise<{ readonly path: string; readonly remove: () => Promise<void> }> {
  const path = await mkdtemp(join(tmpdir(), "hunch-"));
  const remove = async () => {
    if (process.env["HUNCH_KEEP"]) console.error(`Kept: ${path}`);
    else await rm(path, { recursive: true, force: true, maxRetries: 5 });
  };
  return { path, remove };
}
