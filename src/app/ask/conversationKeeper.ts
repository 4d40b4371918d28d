import type { Conversation, Conversations } from "./conversations.ts";

export interface ConversationKeeperDeps<Turn> {
  readonly history: Pick<Conversations<Turn>, "keep">;
  /** Monotonic time in milliseconds. */
  readonly now: () => number;
  /** Is called with each failure to write. */
  readonly onError: (error: unknown) => void;
}

/** A growing answer is written at most this often, in milliseconds. */
const pauseMs = 2_000;

/** Writes the running conversation to the history, so that neither closing nor killing the window loses it. */
export class ConversationKeeper<Turn> {
  readonly #deps: ConversationKeeperDeps<Turn>;
  /** Has changed since it was written. */
  #changed: Conversation<Turn> | undefined;
  #writtenAt = Number.NEGATIVE_INFINITY;
  #written: Promise<void> = Promise.resolve();

  constructor(deps: ConversationKeeperDeps<Turn>) {
    this.#deps = deps;
  }

  /** Starts to write a conversation. */
  keep(conversation: Conversation<Turn>): void {
    this.#changed = conversation;
    this.#write();
  }

  /** Notes a conversation that will go on to change, and writes it unless one was written just now. */
  keepGrowing(conversation: Conversation<Turn>): void {
    this.#changed = conversation;
    if (this.#deps.now() - this.#writtenAt >= pauseMs) this.#write();
  }

  /** Resolves when everything is written, or has failed. */
  flush(): Promise<void> {
    this.#write();
    return this.#written;
  }

  #write(): void {
    if (!this.#changed) return;
    const { history, now, onError } = this.#deps;
    this.#written = history.keep(this.#changed).catch(onError); // The history writes in the order of the calls.
    this.#changed = undefined;
    this.#writtenAt = now();
  }
}
