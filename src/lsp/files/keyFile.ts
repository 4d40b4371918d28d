import { readFile, stat } from "node:fs/promises";
import type { Secrets } from "../../app/ports.ts";

export interface KeyFileDeps {
  /**
   * A JSON object from addresses to secrets, such as `{"https://api.mistral.ai": "…"}` or
   * `{"postgres://reader@db.example:5432/code": "…"}`.
   */
  readonly path: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Called with a sentence when the keys can't be used. */
  readonly warn: (sentence: string) => void;
}

/** What the product puts before an address when it asks for its secret. */
const prefixes = { apiKey: "hunch.apiKey:", password: "hunch.ask.sharedIndex.password " } as const;

/**
 * API keys and passwords of shared indexes, from a file that only the user can read; one key also from the environment.
 * Each belongs to one address, that of a shared index with user and database: a setting of another never gets it.
 */
export function createKeyFile({ path, env, warn }: KeyFileDeps): Secrets {
  const readOnly = () => Promise.reject(new Error(`Keys are kept in ${path}.`));
  return {
    async get(key) {
      if (key.startsWith(prefixes.password)) return keyFor(key.slice(prefixes.password.length));
      const origin = key.startsWith(prefixes.apiKey) ? key.slice(prefixes.apiKey.length) : key;
      const fromEnvironment = env["HUNCH_API_KEY"];
      if (fromEnvironment) {
        const named = env["HUNCH_API_KEY_ORIGIN"];
        if (named === undefined)
          warn(
            "HUNCH_API_KEY is not used: set HUNCH_API_KEY_ORIGIN to the server's address, such as https://api.mistral.ai.",
          );
        else if (named.replace(/\/+$/, "") === origin) return fromEnvironment;
      }
      return await keyFor(origin);
    },
    set: readOnly,
    delete: readOnly,
  };

  async function keyFor(origin: string): Promise<string | undefined> {
    const text = await readPrivately();
    if (text === undefined) return undefined;
    const keys = parse(text);
    if (!keys) {
      warn(`${path} is not used: it must be a JSON object such as {"https://api.mistral.ai": "KEY"}.`);
      return undefined;
    }
    const found = Object.entries(keys).find(([name]) => name.replace(/\/+$/, "") === origin)?.[1];
    return typeof found === "string" ? found : undefined;
  }

  async function readPrivately(): Promise<string | undefined> {
    try {
      const { mode, uid } = await stat(path);
      const owner = process.getuid?.();
      // Windows has no such modes; there, a user's own folder is private.
      if (owner !== undefined && ((mode & 0o077) !== 0 || uid !== owner)) {
        warn(`${path} is not used, because others can read it. Run: chmod 600 "${path}"`);
        return undefined;
      }
      return await readFile(path, "utf8");
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "ENOENT"))
        warn(`${path} can't be read: ${error instanceof Error ? error.message : String(error)}`);
      return undefined;
    }
  }
}

function parse(text: string): object | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined; // The caller says what is expected.
  }
}
