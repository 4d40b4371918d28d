import { findDebian } from "./findDebian.ts";

/** A root that contains PostgreSQL with pgvector. */
export interface PostgresRoot {
  /** Absolute path of the root. */
  readonly root: string;
  /** Folder of PostgreSQL's programs inside the root. */
  readonly programs: string;
}

/** Returns a real PostgreSQL 18 with pgvector, Debian's. Otherwise returns a sentence with the reason. */
export async function findPostgres(): Promise<PostgresRoot | string> {
  const debian = await findDebian();
  if (typeof debian === "string") return `No PostgreSQL here. ${debian}`;
  return { root: debian.root, programs: "/usr/lib/postgresql/18/bin" };
}
