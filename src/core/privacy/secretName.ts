import { wordsOfName } from "../code/splitName.ts";

/** Last words of the names of secrets. */
const holders: ReadonlySet<string> = new Set([
  "password", "passwd", "passwort", "passphrase", "pwd", "pass", "secret", "secrets", "token", "apikey", "apitoken", "apisecret",
  "accesskey", "secretkey", "privatekey", "authtoken", "accesstoken", "clientsecret", "credential", "credentials", "bearer", "pat", "auth", "passe", "mnemonic",
]); // biome-ignore format: a list
/** Words before `key` in the names of secrets. */
const keyKinds: ReadonlySet<string> = new Set([
  "api", "access", "auth", "private", "secret", "encryption", "signing", "master", "account", "storage", "service", "license",
  "deploy", "webhook", "subscription", "session", "jwt", "hmac", "aes", "app", "consumer", "client", "server",
]); // biome-ignore format: a list
/** Words after a secret's name that distinguish several secrets. */
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
  "data",
]);
/** Words that make a name harmless if they precede `token`, such as positions in a stream or list. */
const harmless: ReadonlySet<string> = new Set([
  "next", "page", "continuation", "cursor", "cancellation", "cancel", "sync", "resume", "pad", "eos", "bos", "unk", "mask", "sep",
  "first", "last", "previous", "prev", "start", "end", "stop", "special", "design", "color", "theme", "css", "syntax", "lexer", "json",
]); // biome-ignore format: a list

/** Words before `phrase` in the names of secrets. */
const phraseKinds: ReadonlySet<string> = new Set(["seed", "recovery", "backup", "secret", "mnemonic", "pass"]);

export type SecretNameKind = "password" | "token";

/** Returns the kind of secret that a variable, key or header of this name holds, or undefined. */
export function secretNameKind(name: string): SecretNameKind | undefined {
  const words = wordsOfName(name)
    .map((word) => word.toLowerCase())
    .filter((word) => !/^\d+$/.test(word));
  while (words.length > 1 && variants.has(words.at(-1) ?? "")) words.pop();
  const last = words.at(-1) ?? "";
  const before = words.at(-2) ?? "";
  if (last === "key") return keyKinds.has(before) ? "token" : undefined;
  if (/password$/.test(last) || last === "mnemonic") return "password";
  if (last === "phrase") return phraseKinds.has(before) ? "password" : undefined;
  if (!holders.has(last)) return undefined;
  if (/^pass|^pwd$/.test(last)) return "password";
  return harmless.has(before) ? undefined : "token";
}
