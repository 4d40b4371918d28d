import { isSecretPath } from "../../core/privacy/isSecretFile.ts";
import type { Documents, Files } from "../ports.ts";
import { uriPath } from "./uriPath.ts";

export interface ReadStampDeps {
  readonly files: Pick<Files, "stat">;
  readonly documents: Documents;
  /** Whether settings or ignore files exclude the file. */
  readonly excludes: (uri: string) => Promise<boolean>;
  /** Called when the file system reports an error. */
  readonly onError: (uri: string, error: unknown) => void;
}

/**
 * Resolves with a text that changes when a file changes, empty for one that is open in the editor: only its text tells.
 * Resolves with undefined for a file that is missing, excluded or secret.
 */
export type ReadStamp = (uri: string) => Promise<string | undefined>;

/** Recognises unchanged files without reading them. Refuses by path whatever `readText` refuses by path. */
export function createReadStamp({ files, documents, excludes, onError }: ReadStampDeps): ReadStamp {
  return async (uri) => {
    if (isSecretPath(uriPath(uri)) || (await excludes(uri))) return undefined;
    if (documents.get(uri)) return "";
    try {
      const stat = await files.stat(uri);
      return stat?.kind === "file" ? `${stat.modified}:${stat.size}` : undefined;
    } catch (error) {
      onError(uri, error);
      return undefined;
    }
  };
}
