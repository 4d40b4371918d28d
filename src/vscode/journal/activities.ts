import type { OutcomeEvent } from "../../core/statistics/events.ts";
import { summarize } from "../../core/statistics/statistics.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import type { ModelError } from "../../core/types/model.ts";
import { noticeOf } from "../servers/modelNotices.ts";
import type { RequestRecord } from "./requestLog.ts";
import type { Activity, StatusBar } from "./statusBar.ts";

/** Says in the status bar what the last request came to; a server's trouble stays until the server answers again. */
export class Activities {
  readonly #statusBar: StatusBar;
  #resting: Activity = { kind: "ready" };

  constructor(statusBar: StatusBar) {
    this.#statusBar = statusBar;
  }

  trouble(error: ModelError): void {
    this.#resting = { kind: "trouble", why: `${noticeOf(error).sentence} The embedded engine goes on.` };
    this.#statusBar.activity(this.#resting);
  }

  /** The server answers: what was wrong with it is over. */
  healed(): void {
    if (this.#resting.kind === "trouble") this.reset();
  }

  /** Redraws today's figures. @param events what became of today's suggestions */
  today(events: readonly OutcomeEvent[]): void {
    this.#statusBar.today(summarize(events));
  }

  /** The settings changed: what was wrong may be mended. */
  reset(): void {
    this.#resting = { kind: "ready" };
    this.#statusBar.activity(this.#resting);
  }

  ended({ answer: { end } }: RequestRecord): void {
    const isSkipped = end.outcome === "skipped";
    this.#statusBar.activity(isSkipped ? { kind: "off", why: explainSkip(end.reason) } : this.#resting);
  }
}
