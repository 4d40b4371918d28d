import { ModelError, type ModelErrorKind } from "../types/model.ts";
import { textAt, valueAt } from "./json.ts";

/** Codes of Node, undici, OpenSSL and Chromium (VS Code's own network stack), first match first. */
const kinds: readonly (readonly [RegExp, ModelErrorKind])[] = [
  [/^(ERR_(TLS|SSL)|CERT_|ERR_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO$|HOSTNAME_MISMATCH)/, "tls"],
  [/^(net::)?ERR_(CERT|SSL)/, "tls"],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|(net::)?ERR_(CONNECTION_)?TIMED_OUT)$/, "timeout"],
];

/** Turns a failure below HTTP into a {@link ModelError}; what is one already stays as it is. */
export function networkError(error: unknown): ModelError {
  const chain = causes(error);
  const known = chain.find((each) => each instanceof ModelError);
  if (known instanceof ModelError) return known;
  const code = chain.map((each) => textAt(each, "code")).find((each) => each !== undefined) ?? "";
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? "unreachable";
  return new ModelError(kind, code || innermost(chain));
}

/** The error, its cause, the cause's cause; connecting to several addresses at once fails with a list. */
export function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let here = error; here !== undefined && here !== null && chain.length < 8; ) {
    chain.push(here);
    here = valueAt(here, "cause") ?? valueAt(here, "errors", 0);
  }
  return chain;
}

function innermost(chain: readonly unknown[]): string {
  return (textAt(chain.at(-1), "message") ?? "no connection").slice(0, 120);
}
