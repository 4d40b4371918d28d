import { english, type Translate } from "../../types/translate.ts";
import { messageOf } from "../../util/messageOf.ts";
import { translatable } from "../../util/translatable.ts";

/** Why a shared index can't be used, as sentences that say what to do. `{0}` is the detail. */
const sentences = translatable({
  badAddress: "The address of the shared index is not valid: it should look like postgres://user@host:5432/database.",
  passwordInAddress:
    'The address of the shared index contains a password. Remove it from the setting, and run "Hunch: Set Password of Shared Index…".',
  unreachable: "The database of the shared index can't be reached: {0}.",
  slow: "The database of the shared index did not answer in time.",
  wrongPassword:
    'The database of the shared index refuses the user or the password. Run "Hunch: Set Password of Shared Index…".',
  noTls:
    "The database of the shared index does not offer TLS. Add ?sslmode=disable to its address if that is intended.",
  unknownAuthority:
    "The certificate of the shared index's database is from an authority that this machine does not know: {0}. Set NODE_EXTRA_CA_CERTS to the file with the authority's certificate, or add ?sslmode=require to the address to encrypt without checking the certificate.",
  notAllowed: "The user may not do this in the database of the shared index: {0}.",
  noPgvector:
    "The database has no pgvector 0.7 or later. Install it there, and run CREATE EXTENSION vector as an administrator.",
  noIndex: "The database holds no shared index of this repository. Build it with npm run index.",
  olderFormat: "The shared index was built by an older version of Hunch. Build it again with npm run index.",
  newerFormat: "The shared index was built by a newer version of Hunch. Update Hunch.",
  changedMeanwhile: "Another indexer has changed this index meanwhile. Run the command again.",
  failed: "The database of the shared index reports an error: {0}.",
});

function isFault(kind: unknown): kind is SharedIndexFault {
  return typeof kind === "string" && Object.hasOwn(sentences, kind);
}

export type SharedIndexFault = keyof typeof sentences;

/** A shared index can't be used. The message is a sentence and never contains the password. */
export class SharedIndexError extends Error {
  override readonly name = "SharedIndexError";
  readonly kind: SharedIndexFault;
  /** Words of the database or of the network. */
  readonly detail: string;

  constructor(kind: SharedIndexFault, detail = "") {
    super(english(sentences[kind], detail));
    this.kind = kind;
    this.detail = detail;
  }

  /** Any error as one of this class. The client of a database is bundled apart and has a class of its own. */
  static of(error: unknown): SharedIndexError {
    if (error instanceof SharedIndexError) return error;
    const isNamed = error instanceof Error && error.name === "SharedIndexError";
    if (isNamed && "kind" in error && "detail" in error && isFault(error.kind))
      return new SharedIndexError(error.kind, String(error.detail));
    return new SharedIndexError("failed", messageOf(error));
  }

  /** The message in the language of the user. */
  sentence(t: Translate): string {
    return t(sentences[this.kind], this.detail);
  }
}
