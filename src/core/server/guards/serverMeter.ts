import type { ModelError, ModelUsage } from "../../types/model.ts";
import type { DailyUsage } from "./dailyUsage.ts";

/** One server's share of the day: every request to it passes here, whatever it is for. */
export class ServerMeter {
  readonly #usage: DailyUsage;
  readonly #server: string;
  readonly #maxRequestsPerDay: () => number;

  /** @param server its origin @param maxRequestsPerDay 0 for no limit */
  constructor(usage: DailyUsage, server: string, maxRequestsPerDay: () => number) {
    this.#usage = usage;
    this.#server = server;
    this.#maxRequestsPerDay = maxRequestsPerDay;
  }

  /** Why the server may not be asked any more today, or undefined. */
  refusal(): ModelError | undefined {
    return this.#usage.refusal(this.#server, this.#maxRequestsPerDay());
  }

  countRequest(): void {
    this.#usage.countRequest(this.#server);
  }

  countTokens(usage: ModelUsage): void {
    this.#usage.countTokens(this.#server, usage);
  }

  /**
   * Sends a request that is no completion, if the day allows it, and counts what it cost.
   * @param read the figures in the server's answer
   * @throws ModelError `rateLimited` when the day's share is used up
   */
  async ask(send: () => Promise<unknown>, read: (answer: unknown) => ModelUsage | undefined): Promise<unknown> {
    const refused = this.refusal();
    if (refused) throw refused;
    this.countRequest();
    const answer = await send();
    this.countTokens(read(answer) ?? {});
    return answer;
  }
}
