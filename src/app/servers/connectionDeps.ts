import type { ModelDeps } from "../../core/server/client/createModel.ts";
import type { ServerMeter } from "../../core/server/guards/serverMeter.ts";
import type { ServerHealth } from "../../core/server/health/serverHealth.ts";
import type { Clock } from "../ports.ts";

/** What all connections share. */
export interface ConnectionDeps {
  /** Clients' dependencies, with the key of this origin. */
  readonly clientOf: (origin: string) => ModelDeps;
  readonly meterOf: (origin: string) => ServerMeter;
  readonly health: ServerHealth;
  readonly clock: Clock;
}
