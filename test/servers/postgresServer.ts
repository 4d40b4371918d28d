import { randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { chown, mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { tryCommand } from "../../scripts/command.ts";
import type { PostgresRoot } from "../../scripts/debian/findPostgres.ts";
import { freePort } from "../../scripts/freePort.ts";

/** A PostgreSQL server that runs for a test; its superuser is "hunch" with the password "correct horse". */
export interface RunningPostgres {
  readonly port: number;
  /** Runs a program of PostgreSQL as nobody, inside the root. */
  readonly run: (program: string, ...parameters: readonly string[]) => Promise<string>;
  /** Hides pgvector from the server, or shows it again. */
  readonly hidePgvector: (isHidden: boolean) => Promise<void>;
  readonly stop: () => Promise<void>;
}

export const superuser = { user: "hunch", password: "correct horse" };

/** Creates a database cluster in a folder of its own and starts a server for it on a free port. */
export async function startPostgres({ root, programs }: PostgresRoot): Promise<RunningPostgres> {
  const folder = `/tmp/hunch-${randomUUID()}`;
  const port = await freePort();
  await mkdir(join(root, folder), { mode: 0o777, recursive: true });
  const secret = `PGPASSWORD=${superuser.password}`;
  const run = async (program: string, ...parameters: readonly string[]): Promise<string> => {
    const inside = [
      "--userspec=nobody:nogroup",
      root,
      "env",
      "HOME=/tmp",
      "LC_ALL=C.UTF-8",
      secret,
      `${programs}/${program}`,
    ];
    const { code, output } = await tryCommand("chroot", [...inside, ...parameters]);
    if (code !== 0) throw new Error(`${program} ended with code ${code}:\n${output.slice(-2_000)}`);
    return output;
  };
  const [passwordFile, nobody] = [join(root, folder, "password"), 65_534];
  await writeFile(passwordFile, `${superuser.password}\n`, { mode: 0o600 });
  for (const path of [passwordFile, join(root, folder)]) await chown(path, nobody, nobody);
  // Shared memory as files: the root has no /dev/shm of the kernel.
  const memory = ["-c", "dynamic_shared_memory_type=mmap", "-c", "shared_memory_type=mmap"];
  const access = ["-U", superuser.user, "-A", "scram-sha-256", `--pwfile=${folder}/password`];
  await run("initdb", "-D", `${folder}/data`, ...access, "-E", "UTF8", "--no-sync", ...memory);
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    `unix_socket_directories=${folder}`,
    "fsync=off",
    "dynamic_shared_memory_type=mmap",
  ];
  const log = `${folder}/log`;
  await run(
    "pg_ctl",
    ...["-D", `${folder}/data`, "-w", "-t", "120", "-l", log],
    ...["-o", settings.map((setting) => `-c ${setting}`).join(" "), "start"],
  ).catch(async (error: unknown) => {
    throw new Error(`${String(error)}\n${await readFile(join(root, log), "utf8").catch(() => "")}`);
  });
  const control = join(root, "/usr/share/postgresql/18/extension/vector.control");
  if (existsSync(`${control}.hidden`)) await rename(`${control}.hidden`, control); // Of a run that was killed.
  return {
    port,
    run,
    hidePgvector: (isHidden) =>
      isHidden ? rename(control, `${control}.hidden`) : rename(`${control}.hidden`, control),
    stop: async () => {
      await run("pg_ctl", "-D", `${folder}/data`, "-m", "immediate", "stop");
      await rm(join(root, folder), { recursive: true, force: true });
    },
  };
}
