import type { Secrets } from "../ports.ts";

/** Keeps the secret of a receiver, bound to its origin: another address never gets it. */
export class TeamSecrets {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get(endpoint: string): Promise<string | undefined> {
    return this.#secrets.get(keyOf(endpoint));
  }

  /** @param secret "" deletes it */
  async set(endpoint: string, secret: string): Promise<void> {
    if (secret === "") await this.#secrets.delete(keyOf(endpoint));
    else await this.#secrets.set(keyOf(endpoint), secret);
  }
}

function keyOf(endpoint: string): string {
  return `hunch.teams.secret ${new URL(endpoint).origin}`;
}

/** The header of a secret: a bearer token, or the whole value if it has a scheme of its own. */
export function authorizationOf(secret: string): string {
  return /^\S+\s+\S/.test(secret) ? secret : `Bearer ${secret}`;
}
