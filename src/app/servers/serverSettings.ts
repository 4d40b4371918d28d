import type { DelayPreference } from "../../core/server/guards/adaptiveDelay.ts";
import type { ServerChoice } from "../../core/server/setup/configuredServers.ts";
import type { PrefetchChoice } from "../../core/server/setup/mayPrefetch.ts";

/** The settings of servers: which ones, how often they are asked, and what they get besides the current request. */
export interface ServerSettings extends ServerChoice {
  readonly model: ServerChoice["model"] & {
    /** Requests a day to one server; 0 for no limit. */
    readonly maxRequestsPerDay: number;
    readonly prefetch: PrefetchChoice;
    /** Whether chat servers get the embedded engine's answer as a draft. */
    readonly prediction: boolean;
    readonly delay: DelayPreference;
    /** Whether a model may be asked for next edits. */
    readonly nextEdits: boolean;
    /** The model to ask for them; "" for the one that completes, or else Ask's. */
    readonly nextEditName: string;
  };
  readonly ask: ServerChoice["ask"] & {
    /** Whether the embeddings model may read all files of the workspace. */
    readonly embedWorkspace: boolean;
  };
}
