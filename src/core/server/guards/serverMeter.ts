import type { ModelUsage } from "../../types/model.ts";
import type { DailyUsage } from "./dailyUsage.ts";

/** The daily limit of one server. All requests to it are counted here, whatever their use. */
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

  /**
   * Counts a request that is about to be sent.
   * @throws ModelError `rateLimited` if the daily limit is reached
   */
  reserve(): Promise<void> {
    return this.#usage.reserve(this.#server, this.#maxRequestsPerDay());
  }

  countTokens(usage: ModelUsage): void {
    this.#usage.countTokens(this.#server, usage);
  }

  /**
   * Sends a request that is not streamed, unless the daily limit is reached, and counts its tokens.
   * @param read reads the token counts from the server's answer
   * @throws ModelError `rateLimited` if the daily limit is reached
   */
  async ask(send: () => Promise<unknown>, read: (answer: unknown) => ModelUsage | undefined): Promise<unknown> {
    await this.reserve();
    const answer = await send();
    this.countTokens(read(answer) ?? {});
    return answer;
  }
}
