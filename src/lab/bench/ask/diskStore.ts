import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openSqliteStore } from "../../../sqlite/openSqliteStore.ts";
import type { SqliteStore } from "../../../sqlite/sqliteStore.ts";

/** Creates an empty store in a temporary folder, which is deleted when the process ends. */
export function createDiskStore(): SqliteStore {
  const folder = mkdtempSync(join(tmpdir(), "hunch-index-"));
  const opened = openSqliteStore(join(folder, "index.db"), "bench");
  if ("reason" in opened) throw new Error(opened.reason);
  process.once("exit", () => {
    opened.store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  return opened.store;
}
