import type { StoreAddress } from "../../../core/ask/shared/storeAddress.ts";
import type { Secrets } from "../../ports.ts";

/** Keeps the password of a shared index, bound to its server, database and user: another address never gets it. */
export class SharedPasswords {
  readonly #secrets: Secrets;

  constructor(secrets: Secrets) {
    this.#secrets = secrets;
  }

  get(address: StoreAddress): Promise<string | undefined> {
    return this.#secrets.get(keyOf(address));
  }

  /** @param password "" deletes it */
  async set(address: StoreAddress, password: string): Promise<void> {
    if (password === "") await this.#secrets.delete(keyOf(address));
    else await this.#secrets.set(keyOf(address), password);
  }
}

function keyOf({ shown }: StoreAddress): string {
  return `hunch.ask.sharedIndex.password ${shown}`;
}
