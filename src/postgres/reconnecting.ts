import { setTimeout } from "node:timers/promises";
import { Client, type QueryResultRow } from "pg";
import { clientConfig, type StoreAccess } from "./connection.ts";
import { isConflict, isConnectionLost, sharedIndexError } from "./postgresErrors.ts";

/** Pauses before another attempt to connect, in milliseconds: about a minute in total, as a restart of a server takes. */
const pausesMs = [100, 500, 1_000, 2_000, 5_000, 10_000, 20_000, 20_000];

/** After two minutes, the server ends the connection of a machine that is gone, and with it the lock of a repository. */
const writerSettings = { tcp_keepalives_idle: 60, tcp_keepalives_interval: 10, tcp_keepalives_count: 6 } as const;

/** Runs statements inside a transaction. */
export interface Transaction {
  rows<Row extends QueryResultRow>(statement: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

/** A connection that is opened again when it is lost. */
export class Reconnecting {
  readonly #access: StoreAccess;
  /** Is called on each new connection. */
  readonly #onConnected: (client: Transaction) => Promise<void>;
  #client: Client | undefined;
  #hasConnected = false;

  constructor(access: StoreAccess, onConnected: (client: Transaction) => Promise<void>) {
    this.#access = access;
    this.#onConnected = onConnected;
  }

  /**
   * Does all of the work or nothing. Repeats it on a new connection if the connection is lost, so that the work must have
   * the same result when it is done twice: the end of a transaction may have been lost on the way. Also repeats it if
   * the server undid it in favour of another transaction.
   * @throws SharedIndexError
   */
  async transact<Result>(work: (transaction: Transaction) => Promise<Result>): Promise<Result> {
    for (let attempt = 0; ; attempt++) {
      try {
        const client = await this.#connected();
        await client.query("BEGIN");
        try {
          const result = await work(transactionOf(client));
          await client.query("COMMIT");
          return result;
        } catch (error) {
          if (!isConnectionLost(error)) await client.query("ROLLBACK");
          throw error;
        }
      } catch (error) {
        // A wrong address is reported at once.
        const pause = this.#hasConnected || isConflict(error) ? pausesMs[attempt] : undefined;
        const isLost = isConnectionLost(error);
        if (pause === undefined || !(isLost || isConflict(error))) throw sharedIndexError(error, this.#access.password);
        if (isLost) await this.#drop();
        await setTimeout(pause);
      }
    }
  }

  async close(): Promise<void> {
    await this.#drop();
  }

  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = new Client(clientConfig(this.#access, writerSettings));
    client.on("error", () => {
      if (this.#client === client) this.#client = undefined; // The next transaction opens another one.
    });
    try {
      await client.connect();
      await this.#onConnected(transactionOf(client));
    } catch (error) {
      await ended(client);
      throw error;
    }
    this.#client = client;
    this.#hasConnected = true;
    return client;
  }

  async #drop(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    if (client) await ended(client);
  }
}

function transactionOf(client: Client): Transaction {
  return {
    async rows<Row extends QueryResultRow>(statement: string, values: readonly unknown[] = []) {
      return (await client.query<Row>(statement, [...values])).rows;
    },
  };
}

/** Ends a connection, which may be broken. */
async function ended(client: Client): Promise<void> {
  await client.end().catch(() => undefined);
}
