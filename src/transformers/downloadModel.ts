import { createHash, type Hash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Fetch } from "../core/server/http/guardFetch.ts";
import { networkError } from "../core/server/http/networkError.ts";
import { ModelError } from "../core/types/model.ts";
import { translatable } from "../core/util/translatable.ts";
import { fetchFromHub, fileUrl, type HubFile, type HubListing } from "./hubListing.ts";

export interface DownloadDeps {
  readonly hub: string;
  readonly fetch: Fetch;
  /** Bytes of the whole model that are on this machine. */
  readonly onProgress: (bytes: number) => void;
}

/**
 * Downloads a model's files into a folder and resumes what an earlier attempt left. Each file gets its final name only
 * if its length and hash match the hub's listing, so a folder never holds a broken file under a valid name.
 * @returns false if it was aborted; what has arrived is kept for the next attempt
 * @throws ModelError
 */
export async function downloadModel(
  listing: HubListing,
  folder: string,
  deps: DownloadDeps,
  signal: AbortSignal,
): Promise<boolean> {
  let before = 0;
  for (const file of listing.files) {
    const onBytes = (bytes: number) => deps.onProgress(before + bytes);
    const target = join(folder, file.path);
    if (!(await isWhole(target, file))) {
      await mkdir(dirname(target), { recursive: true });
      try {
        await downloadFile(
          { file, target, url: fileUrl(deps.hub, listing, file.path), fetch: deps.fetch, onBytes },
          signal,
        );
      } catch (error) {
        if (signal.aborted) return false;
        throw error;
      }
    }
    before += file.bytes;
    deps.onProgress(before);
    if (signal.aborted) return false;
  }
  return true;
}

interface FileDownload {
  readonly file: HubFile;
  readonly target: string;
  readonly url: string;
  readonly fetch: Fetch;
  readonly onBytes: (bytes: number) => void;
}

async function downloadFile(download: FileDownload, signal: AbortSignal): Promise<void> {
  const { file, target, url, fetch } = download;
  // Named after its hash, so that a partial file of another revision is never continued.
  const partial = `${target}.${file.hash.hex.slice(0, 16)}.partial`;
  const start = (await lengthOf(partial)) ?? 0;
  const hash = startHash(file);
  if (start >= file.bytes) await rm(partial, { force: true });
  const isResuming = start > 0 && start < file.bytes;
  const response = await fetchFromHub(url, isResuming ? { range: `bytes=${start}-` } : {}, fetch, signal);
  const isContinued = isResuming && response.status === 206;
  if (isContinued) for await (const bytes of createReadStream(partial)) hash.update(bytes);
  const length = await receive(response, { ...download, partial, hash, at: isContinued ? start : 0 }, signal);
  if (length === file.bytes && hash.digest("hex") === file.hash.hex) return rename(partial, target);
  // The next attempt resumes a short file; a complete one with another hash is useless.
  if (length >= file.bytes) await rm(partial, { force: true });
  throw new ModelError(
    "badResponse",
    length === file.bytes
      ? [translatable("{0} is incomplete or damaged: its content does not match the hub's listing"), file.path]
      : [translatable("{0} is incomplete or damaged: {1} of {2} bytes arrived"), file.path, length, file.bytes],
  );
}

/** @returns the file's length now; more than listed if the hub sent more */
async function receive(
  response: Response,
  {
    file,
    partial,
    hash,
    at,
    onBytes,
  }: FileDownload & { readonly partial: string; readonly hash: Hash; readonly at: number },
  signal: AbortSignal,
): Promise<number> {
  const handle = await open(partial, at > 0 ? "a" : "w");
  let length = at;
  try {
    for await (const bytes of response.body ?? []) {
      length += bytes.length;
      if (length > file.bytes) break;
      hash.update(bytes);
      await handle.write(bytes);
      onBytes(length);
    }
  } catch (error) {
    throw signal.aborted || isOfDisk(error) ? error : networkError(error);
  } finally {
    await handle.close();
  }
  return length;
}

async function isWhole(target: string, file: HubFile): Promise<boolean> {
  if ((await lengthOf(target)) !== file.bytes) return false;
  const hash = startHash(file);
  for await (const bytes of createReadStream(target)) hash.update(bytes);
  return hash.digest("hex") === file.hash.hex;
}

/** An error of the disk, e.g. because it is full, is not one of the network: it is thrown unchanged. */
function isOfDisk(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, "syscall") === "write";
}

function startHash({ hash, bytes }: HubFile): Hash {
  return hash.kind === "sha256" ? createHash("sha256") : createHash("sha1").update(`blob ${bytes}\0`);
}

async function lengthOf(file: string): Promise<number | undefined> {
  try {
    return (await stat(file)).size;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, "code") === "ENOENT") return undefined;
    throw error;
  }
}
