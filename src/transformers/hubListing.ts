import type { Fetch } from "../core/server/http/guardFetch.ts";
import { listAt, numberAt, textAt } from "../core/server/http/json.ts";
import { networkError } from "../core/server/http/networkError.ts";
import { modelErrorOf } from "../core/server/http/serverError.ts";
import { ModelError } from "../core/types/model.ts";
import { translatable } from "../core/util/translatable.ts";
import { type ModelUse, neededFiles, optionalFiles, pickWeights, type Weights } from "./weights.ts";

/** Where models come from unless a mirror is set. */
export const defaultHub = "https://huggingface.co";

/** One file of a model, with the length and hash that the hub lists. */
export interface HubFile {
  readonly path: string;
  readonly bytes: number;
  /** Of the content for big files; of "blob LENGTH\0" and the content, as git does it, for the others. */
  readonly hash: { readonly kind: "sha256" | "git"; readonly hex: string };
}

/** The files of one fixed revision, so that all of them belong together. */
export interface HubListing {
  readonly model: string;
  readonly use: ModelUse;
  readonly revision: string;
  readonly dtype: Weights["dtype"];
  readonly files: readonly HubFile[];
  readonly bytes: number;
}

/** `owner/name`, as the hub names models. */
export function isHubName(model: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(model) && !model.split("/").some((part) => /^\.+$/.test(part));
}

/**
 * Lists a model's files on the hub; fetches nothing else.
 * @throws ModelError `notFound` if there is no such model, `badRequest` if it has no weights for this runtime
 */
export async function listFiles(
  hub: string,
  { model, use }: { readonly model: string; readonly use: ModelUse },
  fetch: Fetch,
  signal: AbortSignal,
): Promise<HubListing> {
  if (!isHubName(model))
    throw new ModelError("notConfigured", [translatable('"{0}" is not an owner/name'), model.slice(0, 80)]);
  const url = `${hub.replace(/\/+$/, "")}/api/models/${model}?blobs=true`;
  const answer = await fetchFromHub(url, {}, fetch, signal);
  const answered: unknown = await answer.json().catch(() => undefined);
  const revision = textAt(answered, "sha");
  if (!revision || !/^[0-9a-f]{7,64}$/.test(revision))
    throw new ModelError("badResponse", translatable("what answers is no hub of models"));
  const listed = listAt(answered, "siblings").flatMap((each) => fileOf(each) ?? []);
  const paths = listed.map(({ path }) => path);
  const weights = pickWeights(paths, use);
  const missing = neededFiles.find((path) => !paths.includes(path));
  if (!weights || missing) {
    throw new ModelError(
      "badRequest",
      missing
        ? [translatable("{0} can't run in the editor: it has no {1}"), model, missing]
        : [translatable("{0} can't run in the editor: it has no ONNX weights that this runtime can use"), model],
    );
  }
  const wanted: readonly string[] = [...neededFiles, ...optionalFiles[use], ...weights.files];
  const files = listed.filter(({ path }) => wanted.includes(path));
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  return { model, use, revision, dtype: weights.dtype, files, bytes };
}

/** Address of one file in one revision. */
export function fileUrl(hub: string, { model, revision }: HubListing, path: string): string {
  return `${hub.replace(/\/+$/, "")}/${model}/resolve/${revision}/${path}`;
}

/** Fetches from a hub and follows its redirect to large files. Sends neither code nor a key. @throws ModelError */
export async function fetchFromHub(
  url: string,
  headers: Readonly<Record<string, string>>,
  fetch: Fetch,
  signal: AbortSignal,
): Promise<Response> {
  const response = await fetch(url, { headers: { ...headers, "user-agent": "Hunch" }, signal }).catch(
    (error: unknown) => {
      throw signal.aborted ? error : networkError(error);
    },
  );
  if (response.ok) return response;
  await response.body?.cancel();
  // Hubs answer 401 for models that don't exist, so that private names can't be guessed.
  const status = response.status === 401 ? 404 : response.status;
  const { kind } = modelErrorOf({ status, body: undefined, secret: [] });
  throw new ModelError(kind, [translatable("the hub answered with status {0}"), response.status]);
}

function fileOf(sibling: unknown): HubFile | undefined {
  const path = textAt(sibling, "rfilename");
  const sha256 = textAt(sibling, "lfs", "sha256");
  const hex = sha256 ?? textAt(sibling, "blobId");
  const bytes = numberAt(sibling, "lfs", "size") ?? numberAt(sibling, "size");
  if (path === undefined || hex === undefined || bytes === undefined) return undefined;
  return { path, bytes, hash: { kind: sha256 ? "sha256" : "git", hex } };
}
