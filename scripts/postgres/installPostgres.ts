import { existsSync } from "node:fs";
import { chmod, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { canInstallDebian, installDebianRoot } from "../debianRoot.ts";
import { inCache } from "../paths.ts";
import { step } from "../step.ts";

/** A root that contains PostgreSQL with pgvector. */
export interface PostgresRoot {
  /** Absolute path of the root. */
  readonly root: string;
  /** Folder of PostgreSQL's programs inside the root. */
  readonly programs: string;
}

/**
 * Returns a real PostgreSQL 18 with pgvector: Debian's packages, installed into a separate root in .cache. On the
 * machine itself, only mmdebstrap is installed. Otherwise returns a sentence with the reason.
 */
export async function findPostgres(): Promise<PostgresRoot | string> {
  const root = inCache("postgres", "debian");
  const found = { root, programs: "/usr/lib/postgresql/18/bin" };
  if (existsSync(root)) return found;
  if (!canInstallDebian())
    return "No PostgreSQL here. Run as root on Debian, where it is installed into a separate folder.";
  const fault = await step("Installing PostgreSQL with pgvector from Debian (once; about 60 s)", () =>
    installDebianRoot(root, ["postgresql-18", "postgresql-18-pgvector"], addFolders).then(
      () => undefined,
      (error: unknown) => String(error),
    ),
  );
  // Debian unstable is sometimes inconsistent. That should not prevent the other tests.
  return fault === undefined ? found : `PostgreSQL could not be installed from Debian. ${fault}`;
}

/** PostgreSQL runs as nobody there, and keeps its data in /tmp. */
async function addFolders(root: string): Promise<void> {
  for (const name of ["tmp", "dev/shm"]) {
    await mkdir(join(root, name), { recursive: true });
    await chmod(join(root, name), 0o1777);
  }
}
