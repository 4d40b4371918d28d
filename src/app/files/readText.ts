import { holdsSecrets, isSecretPath } from "../../core/privacy/isSecretFile.ts";
import type { Documents, Files, Workspace } from "../ports.ts";
import { uriPath } from "./uriPath.ts";

/** Why a file's text is not read. */
export type NotReadReason =
  | "excluded"
  | "missing"
  | "notAFile"
  | "tooLarge"
  | "binary"
  | "secret"
  /** The file system reported an error. */
  | "unreadable";

export type ReadResult =
  | {
      readonly kind: "text";
      readonly text: string;
      /** For display and prompts. */
      readonly path: string;
      /** The document's version if the file is open, otherwise 0. */
      readonly version: number;
      /** The document's language if the file is open. */
      readonly languageId: string | undefined;
    }
  | { readonly kind: "notRead"; readonly reason: NotReadReason };

export interface ReadTextDeps {
  readonly files: Pick<Files, "stat" | "read">;
  readonly documents: Documents;
  readonly workspace: Pick<Workspace, "displayPath">;
  /** Whether settings or ignore files exclude the file. */
  readonly excludes: (uri: string) => Promise<boolean>;
  /** Called when the file system reports an error. */
  readonly onError: (uri: string, error: unknown) => void;
}

/**
 * Reads one file, or says why not.
 * @param maxBytes of a file that isn't open; larger ones are data rather than code
 */
export type ReadText = (uri: string, maxBytes: number) => Promise<ReadResult>;

/**
 * The only way to a file's text. Excluded, ignored, binary and secret files are never returned, whoever the caller is.
 * A file that is open is returned as it is in the editor, whatever its size.
 */
export function createReadText({ files, documents, workspace, excludes, onError }: ReadTextDeps): ReadText {
  return async (uri, maxBytes) => {
    if (isSecretPath(uriPath(uri))) return notRead("secret");
    if (await excludes(uri)) return notRead("excluded");
    const open = documents.get(uri);
    const read = open ? { text: open.text() } : await readFile(uri, maxBytes);
    if ("reason" in read) return notRead(read.reason);
    if (read.text.includes("\0")) return notRead("binary");
    if (holdsSecrets(read.text, uriPath(uri))) return notRead("secret");
    const { version = 0, languageId } = open ?? {};
    return { kind: "text", text: read.text, path: workspace.displayPath(uri), version, languageId };
  };

  async function readFile(uri: string, maxBytes: number): Promise<{ text: string } | { reason: NotReadReason }> {
    try {
      const stat = await files.stat(uri);
      if (!stat) return { reason: "missing" };
      if (stat.kind !== "file") return { reason: "notAFile" };
      if (stat.size > maxBytes) return { reason: "tooLarge" };
      const bytes = await files.read(uri);
      // The file may have grown since.
      return bytes.length > maxBytes ? { reason: "tooLarge" } : { text: new TextDecoder().decode(bytes) };
    } catch (error) {
      if (await isGone(uri)) return { reason: "missing" };
      onError(uri, error);
      return { reason: "unreadable" };
    }
  }

  async function isGone(uri: string): Promise<boolean> {
    try {
      return (await files.stat(uri)) === undefined;
    } catch {
      return false; // The error of the first attempt is reported.
    }
  }
}

function notRead(reason: NotReadReason): ReadResult {
  return { kind: "notRead", reason };
}
