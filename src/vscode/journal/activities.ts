import type { RequestRecord } from "../../app/journal/requestLog.ts";
import { healthSentence } from "../../app/servers/healthSentence.ts";
import type { HealthByUse, ServerUse } from "../../core/server/health/serverHealth.ts";
import type { OutcomeEvent } from "../../core/statistics/events.ts";
import { summarize } from "../../core/statistics/statistics.ts";
import { explainSkip } from "../../core/trigger/explainSkip.ts";
import type { Activity, StatusBar } from "./statusBar.ts";

/** Shows in the status bar how the last request ended, and which servers are unhealthy until they answer again. */
export class Activities {
  readonly #statusBar: Pick<StatusBar, "activity" | "today">;
  #resting: Activity = { kind: "ready" };

  constructor(statusBar: Pick<StatusBar, "activity" | "today">) {
    this.#statusBar = statusBar;
  }

  /** To be called when a server has failed or answers again. @param noteOf see {@link healthSentence} */
  healthChanged(health: HealthByUse, noteOf?: (use: ServerUse) => string | undefined): void {
    const why = healthSentence(health, noteOf);
    this.#resting = why === undefined ? { kind: "ready" } : { kind: "unhealthy", why };
    this.#statusBar.activity(this.#resting);
  }

  /** Draws today's figures. @param events today's outcomes of suggestions */
  today(events: readonly OutcomeEvent[]): void {
    this.#statusBar.today(summarize(events));
  }

  /** To be called when settings have changed: the reason for the last skip may be gone. */
  settingsChanged(): void {
    this.#statusBar.activity(this.#resting);
  }

  ended({ answer: { end } }: RequestRecord): void {
    const isSkipped = end.outcome === "skipped";
    this.#statusBar.activity(isSkipped ? { kind: "off", why: explainSkip(end.reason) } : this.#resting);
  }
}
