import { wordsOfName } from "../code/splitName.ts";

/** Last words of names that hold secrets. */
const holders: ReadonlySet<string> = new Set([
  "password", "passwd", "passwort", "passphrase", "pwd", "pass", "secret", "secrets", "token", "apikey", "apitoken", "apisecret",
  "accesskey", "secretkey", "privatekey", "authtoken", "accesstoken", "clientsecret", "credential", "credentials", "bearer", "pat",
]); // biome-ignore format: a list
/** A name that ends in `key` holds a secret if one of these stands before it. */
const keyKinds: ReadonlySet<string> = new Set([
  "api", "access", "auth", "private", "secret", "encryption", "signing", "master", "account", "storage", "service", "license",
  "deploy", "webhook", "subscription", "session", "jwt", "hmac", "aes", "app", "consumer", "client", "server",
]); // biome-ignore format: a list
/** Words behind a secret's name that say which of several it is. */
const variants: ReadonlySet<string> = new Set([
  "value",
  "raw",
  "prod",
  "production",
  "dev",
  "staging",
  "live",
  "old",
  "new",
  "default",
  "base",
]);
/** Tokens that are no secrets: marks in a stream, places in a list. */
const harmless: ReadonlySet<string> = new Set([
  "next", "page", "continuation", "cursor", "cancellation", "cancel", "sync", "resume", "pad", "eos", "bos", "unk", "mask", "sep",
  "first", "last", "previous", "prev", "start", "end", "stop", "special", "design", "color", "theme", "css", "syntax", "lexer", "json",
]); // biome-ignore format: a list

export type SecretNameKind = "password" | "token";

/** What a variable, key or header of this name holds, if it is a secret. */
export function secretNameKind(name: string): SecretNameKind | undefined {
  const words = wordsOfName(name)
    .map((word) => word.toLowerCase())
    .filter((word) => !/^\d+$/.test(word));
  while (words.length > 1 && variants.has(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (last === "key") return keyKinds.has(before) ? "token" : undefined;
  if (/password$/.test(last)) return "password";
  if (!holders.has(last)) return undefined;
  if (/^pass|^pwd$/.test(last)) return "password";
  return harmless.has(before) ? undefined : "token";
}
