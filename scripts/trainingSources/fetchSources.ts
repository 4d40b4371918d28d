import { existsSync, globSync } from "node:fs";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { runCommand, runNpm } from "../command.ts";
import { debianMirror } from "../debian/debianMirror.ts";
import { SetUpError } from "../setUpError.ts";
import { step } from "../step.ts";
import type { TrainingSource } from "./sourceList.ts";

/** Downloads a package into a folder and unpacks it into another. Both exist and are empty. */
type Unpack = (source: TrainingSource, downloads: string, into: string) => Promise<unknown>;

/**
 * Unpacks the sources of packages into a folder, each into a subfolder of its name. A subfolder that exists is kept.
 * @param unpackOf returns the ways to unpack; its parameter is a folder for their own files, removed at the end
 * @throws {SetUpError} naming the first package that could not be fetched, with the reason
 */
export async function fetchSources(
  sources: readonly TrainingSource[],
  folder: string,
  unpackOf: (work: string) => Readonly<Record<TrainingSource["from"], Unpack>> = unpackers,
): Promise<void> {
  const work = `${resolve(folder)}.part`;
  const unpack = unpackOf(work);
  await mkdir(folder, { recursive: true });
  try {
    for (const source of sources) {
      const target = join(folder, folderOf(source));
      if (existsSync(target)) continue;
      const downloads = join(work, "downloads");
      const into = join(work, "unpacked");
      for (const each of [downloads, into]) {
        await rm(each, { recursive: true, force: true });
        await mkdir(each, { recursive: true });
      }
      const label = `${source.name} ${source.version}`;
      await step(`Fetching ${label}`, () => unpack[source.from](source, downloads, into)).catch((error: unknown) => {
        const reason = error instanceof Error ? error.message : String(error);
        throw new SetUpError(`The sources of ${label} could not be fetched. ${reason}`);
      });
      await rename(into, target); // Only now, so that an interrupted download is never used.
    }
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

function folderOf({ name }: TrainingSource): string {
  return name.replace(/^@/, "").replaceAll("/", "-");
}

/** The package managers, with apt's lists and cache in a folder of their own. */
function unpackers(work: string): Readonly<Record<TrainingSource["from"], Unpack>> {
  let ready: Promise<void> | undefined;
  const apt = async (parameters: readonly string[], cwd: string) => {
    ready ??= prepareApt(work);
    await ready;
    await runCommand("apt-get", [...aptOptions(work), ...parameters], { cwd });
  };
  return {
    npm: async ({ name, version }, downloads, into) => {
      await runNpm(["pack", `${name}@${version}`, "--pack-destination", downloads]);
      await untar("*.tgz", downloads, into);
    },
    debian: async ({ name, version }, downloads, into) => {
      await apt(["download", `${name}=${version}`], downloads);
      await runCommand("dpkg-deb", ["--extract", fileIn(downloads, "*.deb"), into]);
    },
    debianSource: async ({ name, version }, downloads, into) => {
      await apt(["source", "--download-only", `${name}=${version}`], downloads);
      await untar("*.orig.tar.*[0-9a-z]", downloads, into);
    },
  };
}

async function untar(pattern: string, downloads: string, into: string): Promise<void> {
  await runCommand("tar", ["-xf", fileIn(downloads, pattern), "-C", into, "--strip-components=1"]);
}

function fileIn(folder: string, pattern: string): string {
  const [file] = globSync(pattern, { cwd: folder, exclude: (name) => name.endsWith(".asc") });
  if (file === undefined) throw new Error(`The download contains no ${pattern}.`);
  return join(folder, file);
}

const release = "bookworm";

/** Reads the lists of Debian 12, whatever the machine itself uses, and leaves the machine's own lists alone. */
async function prepareApt(work: string): Promise<void> {
  const keyring = "/usr/share/keyrings/debian-archive-keyring.gpg";
  if (!existsSync("/usr/bin/apt-get") || !existsSync(keyring))
    throw new SetUpError("Run on Debian, or where apt-get and debian-archive-keyring are installed.");
  for (const name of ["lists/partial", "archives/partial"]) await mkdir(join(work, name), { recursive: true });
  const mirror = await debianMirror();
  const lines = ["deb", "deb-src"].map((kind) => `${kind} [signed-by=${keyring}] ${mirror} ${release} main\n`);
  await writeFile(join(work, "sources.list"), lines.join(""));
  await runCommand("apt-get", [...aptOptions(work), "update"]);
}

function aptOptions(work: string): readonly string[] {
  const settings = {
    "Dir::Etc::sourcelist": join(work, "sources.list"),
    "Dir::Etc::sourceparts": "/dev/null",
    "Dir::State::lists": join(work, "lists"),
    "Dir::Cache": work,
    "Acquire::Retries": "3",
  };
  return Object.entries(settings).flatMap(([name, value]) => ["-o", `${name}=${value}`]);
}
