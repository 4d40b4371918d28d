import { DatabaseError } from "pg";
import { SharedIndexError, type SharedIndexFault } from "../core/ask/shared/sharedIndexError.ts";
import { messageOf } from "../core/util/messageOf.ts";

/** Codes of PostgreSQL (its appendix A) whose cause the user can do something about. */
const faults: Readonly<Record<string, SharedIndexFault>> = {
  "28P01": "wrongPassword", // invalid_password
  "28000": "notAllowed", // invalid_authorization_specification: mostly no entry in pg_hba.conf
  "42501": "notAllowed", // insufficient_privilege
  "25006": "notAllowed", // read_only_sql_transaction
  "0A000": "noPgvector", // feature_not_supported: the extension is not installed on the server
  "58P01": "noPgvector", // undefined_file: the same before PostgreSQL 15
  "42704": "noPgvector", // undefined_object: before pgvector 0.7 there is no halfvec
  "42P01": "noIndex", // undefined_table
  "3F000": "noIndex", // invalid_schema_name
  "23503": "changedMeanwhile", // foreign_key_violation: the repository is gone, since the tables were created again
  "57014": "slow", // query_canceled by statement_timeout
};

/** Codes after which the connection is gone, or the server is not there for the moment. */
const lost = /^(08|57P0)|^53300$/;

/** deadlock_detected and serialization_failure: the server has undone one of two transactions. */
const conflicts: readonly (string | undefined)[] = ["40P01", "40001"];

/** Codes of Node for a certificate whose authority it does not know, such as that of a company. */
const unknownAuthority =
  /^(SELF_SIGNED_CERT_IN_CHAIN|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_GET_ISSUER_CERT(_LOCALLY)?|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/;

/** What the client library says of a broken connection; these errors have no code. */
const clientWords = /^Connection terminated|^Client has encountered|^Client was closed|timeout/i;

/** Returns an error as a sentence that says what to do. The password never occurs in it. */
export function sharedIndexError(error: unknown, password: string | undefined): SharedIndexError {
  if (error instanceof SharedIndexError) return error;
  const detail = withoutPassword(messageOf(error), password).replace(/\.$/, "");
  if (error instanceof DatabaseError) return new SharedIndexError(faults[error.code ?? ""] ?? "failed", detail);
  if (/does not support SSL/.test(detail)) return new SharedIndexError("noTls");
  if (unknownAuthority.test(codeOf(error))) return new SharedIndexError("unknownAuthority", detail);
  if (/password must be a string/.test(detail)) return new SharedIndexError("wrongPassword"); // The server wants one.
  if (/timeout/i.test(detail)) return new SharedIndexError("slow");
  return new SharedIndexError("unreachable", detail === "" ? codeOf(error) : detail);
}

/** Whether the same call may succeed on a new connection. */
export function isConnectionLost(error: unknown): boolean {
  if (error instanceof DatabaseError) return lost.test(error.code ?? "");
  if (!(error instanceof Error) || error instanceof SharedIndexError) return false;
  return "code" in error || clientWords.test(error.message);
}

/** Whether the same transaction may succeed once another one has ended. */
export function isConflict(error: unknown): boolean {
  return error instanceof DatabaseError && conflicts.includes(error.code);
}

function withoutPassword(text: string, password: string | undefined): string {
  return password === undefined || password === "" ? text : text.replaceAll(password, "…");
}

/** Of an error without a message, such as one of several addresses that all failed. */
function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "no connection";
}
