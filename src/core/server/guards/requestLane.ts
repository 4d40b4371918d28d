/** Gives the lane back; calling it again does nothing. */
export type Leave = () => void;

interface Waiting {
  readonly start: () => void;
  readonly displace: () => void;
}

/**
 * One request in flight and one waiting: a server that can't keep up is never sent a queue of questions nobody wants
 * answered any more. Whoever comes while another waits takes its place.
 */
export class RequestLane {
  #isBusy = false;
  #waiting: Waiting | undefined;

  /** Resolves with the lane, or with why there is none: aborted meanwhile, or a newer request took the place. */
  enter(signal: AbortSignal): Promise<Leave | "aborted" | "displaced"> {
    if (signal.aborted) return Promise.resolve("aborted");
    if (!this.#isBusy) return Promise.resolve(this.#occupy());
    this.#waiting?.displace();
    return new Promise((resolve) => {
      const settle = (result: Leave | "aborted" | "displaced") => {
        signal.removeEventListener("abort", giveUp);
        if (this.#waiting === waiting) this.#waiting = undefined;
        resolve(result);
      };
      const giveUp = () => settle("aborted");
      const waiting: Waiting = { start: () => settle(this.#occupy()), displace: () => settle("displaced") };
      this.#waiting = waiting;
      signal.addEventListener("abort", giveUp, { once: true });
    });
  }

  #occupy(): Leave {
    this.#isBusy = true;
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      this.#isBusy = false;
      this.#waiting?.start();
    };
  }
}
