import { ModelError, type ModelErrorKind, verbatim, type Wording } from "../../types/model.ts";
import { translatable } from "../../util/translatable.ts";
import { numberAt, textAt, valueAt } from "./json.ts";

/** Codes of Node, undici, OpenSSL and Chromium (VS Code's own network stack), first match first. */
const kinds: readonly (readonly [RegExp, ModelErrorKind])[] = [
  [/^(ERR_(TLS|SSL)|CERT_|ERR_CERT|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO|EPROTO$|HOSTNAME_MISMATCH)/, "tls"],
  [/^(net::)?ERR_(CERT|SSL)/, "tls"],
  [/^(UND_ERR_PRX_|(net::)?ERR_(PROXY|TUNNEL|MANDATORY_PROXY)_)/, "proxy"],
  [/^(ETIMEDOUT|UND_ERR_(CONNECT|HEADERS|BODY)_TIMEOUT|(net::)?ERR_(CONNECTION_)?TIMED_OUT)$/, "timeout"],
];

/** undici reports a proxy that refuses by its message only. */
const proxyWords = /^Proxy response|\bproxy\b/i;

/**
 * Turns a network failure into a {@link ModelError}; returns an existing one unchanged.
 * @param url the request's address. Redirects are not followed, so a connection to another host or port is one to a proxy.
 */
export function networkError(error: unknown, url?: string): ModelError {
  const chain = causes(error);
  const known = chain.find((each) => each instanceof ModelError);
  if (known instanceof ModelError) return known;
  const code = chain.map((each) => textAt(each, "code")).find((each) => each !== undefined) ?? "";
  const words = innermost(chain);
  const isProxy =
    proxyWords.test(words) || (url !== undefined && chain.some((each) => leadsElsewhere(each, new URL(url))));
  const kind = kinds.find(([pattern]) => pattern.test(code))?.[1] ?? (isProxy ? "proxy" : "unreachable");
  const isOfProxy = kind === "proxy";
  return new ModelError(kind, wordingOf(isOfProxy ? words : code || words, isOfProxy ? undefined : url));
}

/** @param words "" if nothing is known @param url of the server that was to be reached; undefined leaves it out */
function wordingOf(words: string, url: string | undefined): Wording {
  if (url === undefined) return words ? verbatim(words) : [translatable("no connection")];
  const { origin } = new URL(url);
  return words ? [translatable("{0} at {1}"), words, origin] : [translatable("no connection at {0}"), origin];
}

/** Whether an error of Node names another host or port than the request. */
function leadsElsewhere(error: unknown, { hostname, port, protocol }: URL): boolean {
  const triedPort = numberAt(error, "port");
  const triedHost = textAt(error, "hostname");
  const ownPort = Number(port) || (protocol === "https:" ? 443 : 80);
  return (triedPort !== undefined && triedPort !== ownPort) || (triedHost !== undefined && triedHost !== hostname);
}

/** The error, its cause, the cause's cause, and so on. Connecting to several addresses at once fails with a list. */
export function causes(error: unknown): readonly unknown[] {
  const chain: unknown[] = [];
  for (let here = error; here !== undefined && here !== null && chain.length < 8; ) {
    chain.push(here);
    here = valueAt(here, "cause") ?? valueAt(here, "errors", 0);
  }
  return chain;
}

function innermost(chain: readonly unknown[]): string {
  return (textAt(chain.at(-1), "message") ?? "").slice(0, 120);
}
