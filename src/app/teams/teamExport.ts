import type { TelemetryEvent } from "../../core/statistics/events.ts";
import { messageOf } from "../../core/util/messageOf.ts";
import { type Meter, TeamMetrics } from "./teamMetrics.ts";
import { authorizationOf } from "./teamSecrets.ts";

export interface TeamSettings {
  /** Address of the receiver; "" for none. */
  readonly endpoint: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface OpenExporter extends Meter {
  flush(): Promise<void>;
  close(): Promise<void>;
}

/** What an exporter is opened with. */
export interface ReceiverOptions {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Called after each attempt; undefined if it was delivered. */
  readonly onResult: (error: string | undefined) => void;
}

export interface TeamExportDeps {
  readonly settings: () => TeamSettings;
  /** Whether the editor's telemetry is on: it always wins. */
  readonly isTelemetryOn: () => boolean;
  readonly secretOf: (endpoint: string) => Promise<string | undefined>;
  /** Loads the SDK and opens an exporter. Called only when a receiver is configured. */
  readonly open: (options: ReceiverOptions) => Promise<OpenExporter>;
  /** Receives a sentence when sending begins to fail, or works again. */
  readonly log: (sentence: string) => void;
}

interface Running {
  readonly metrics: TeamMetrics;
  readonly exporter: OpenExporter;
}

/** Sends metrics of this window to a receiver that the user has configured, while telemetry is on. */
export class TeamExport {
  readonly #deps: TeamExportDeps;
  #running: Running | undefined;
  #changing: Promise<void> = Promise.resolve();
  #failure: string | undefined;

  constructor(deps: TeamExportDeps) {
    this.#deps = deps;
  }

  add(event: TelemetryEvent): void {
    if (this.#deps.isTelemetryOn()) this.#running?.metrics.add(event);
  }

  /** To be called at the start and when settings, secrets or telemetry change. Never rejects. */
  renew(): Promise<void> {
    this.#changing = this.#changing.then(() => this.#renew());
    return this.#changing;
  }

  /** Sends the rest, unless telemetry is off now: then the exporter drops it. Never rejects. */
  close(): Promise<void> {
    this.#changing = this.#changing.then(() => this.#close());
    return this.#changing;
  }

  async #renew(): Promise<void> {
    await this.#close();
    const { endpoint, headers } = this.#deps.settings();
    if (endpoint === "" || !this.#deps.isTelemetryOn()) return;
    try {
      const { href: url, protocol: scheme } = new URL(endpoint);
      if (scheme !== "http:" && scheme !== "https:") throw new Error(`"${scheme}" is not http: or https:`);
      const secret = await this.#deps.secretOf(endpoint);
      const authorization = secret === undefined ? {} : { Authorization: authorizationOf(secret) };
      const onResult = (error: string | undefined) => this.#report(error);
      const exporter = await this.#deps.open({ url, headers: { ...headers, ...authorization }, onResult });
      this.#running = { metrics: new TeamMetrics(exporter), exporter };
    } catch (error) {
      this.#report(messageOf(error));
    }
  }

  async #close(): Promise<void> {
    const running = this.#running;
    this.#running = undefined;
    if (!running) return;
    try {
      running.metrics.finish();
      await running.exporter.close();
    } catch (error) {
      this.#report(messageOf(error));
    }
  }

  #report(error: string | undefined): void {
    if (error === this.#failure) return;
    this.#failure = error;
    this.#deps.log(
      error === undefined
        ? "Metrics for the team are delivered again."
        : `Metrics for the team can't be delivered: ${error}. Check "hunch.teams.endpoint".`,
    );
  }
}
