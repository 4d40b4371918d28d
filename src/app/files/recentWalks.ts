import { compileInclude } from "../../core/context/globs.ts";
import type { Files } from "../ports.ts";
import { uriPath } from "./uriPath.ts";
import { type Walk, walkFolders } from "./walkFolders.ts";

export interface RecentWalksDeps {
  readonly files: Pick<Files, "list">;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
  /** Time for reading the folders, in milliseconds. */
  readonly walkMs: number;
}

/** All files of a folder but those that a glob excludes. */
interface Listing {
  readonly uris: Promise<readonly string[]>;
  /** When the walk ended; undefined while it goes on. */
  endedAt: number | undefined;
}

/** Milliseconds for which a listing answers further searches. */
const freshMs = 10_000;
/** Files of one listing. */
const maxListed = 100_000;

/** Answers searches within a few seconds from one walk, such as one search for each typed character. */
export class RecentWalks {
  readonly #deps: RecentWalksDeps;
  readonly #listings = new Map<string, Listing>();

  constructor(deps: RecentWalksDeps) {
    this.#deps = deps;
  }

  async find({ folders, include, exclude, limit }: Walk): Promise<readonly string[]> {
    this.#forgetOld();
    const isIncluded = compileInclude(include);
    const found = await Promise.all(
      folders.map(async (folder) => {
        const start = uriPath(folder).replace(/\/$/, "").length + 1;
        return (await this.#list(folder, exclude)).filter((uri) => isIncluded(uriPath(uri).slice(start)));
      }),
    );
    return found.flat().slice(0, limit);
  }

  #list(folder: string, exclude: string | undefined): Promise<readonly string[]> {
    const key = JSON.stringify([folder, exclude]);
    const known = this.#listings.get(key);
    if (known) return known.uris;
    const { files, now, walkMs } = this.#deps;
    const walk = { folders: [folder], include: "**/*", exclude, limit: maxListed };
    const uris = walkFolders(walk, files, AbortSignal.timeout(walkMs));
    const listing: Listing = { uris, endedAt: undefined };
    this.#listings.set(key, listing);
    const ended = () => {
      listing.endedAt = now();
    };
    void uris.then(ended, ended);
    return uris;
  }

  #forgetOld(): void {
    const before = this.#deps.now() - freshMs;
    for (const [key, { endedAt }] of this.#listings)
      if (endedAt !== undefined && endedAt < before) this.#listings.delete(key);
  }
}
