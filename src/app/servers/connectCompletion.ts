import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import { createModel } from "../../core/server/client/createModel.ts";
import { Breaker } from "../../core/server/guards/breaker.ts";
import { guardModel } from "../../core/server/guards/guardedModel.ts";
import { watchClipping } from "../../core/server/guards/watchClipping.ts";
import { reportCompletionHealth } from "../../core/server/health/reportHealth.ts";
import { protocolRow } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { ServerPreparation } from "../../core/server/setup/serverPreparation.ts";
import type { CompletionModel } from "../../core/types/model.ts";
import type { ConnectionDeps } from "./connectionDeps.ts";
import type { Pace } from "./pace.ts";

/** The completion server, behind its guards. */
export interface CompletionConnection {
  readonly origin: string;
  readonly model: CompletionModel;
  readonly preparation: ServerPreparation;
}

export interface CompletionDeps extends ConnectionDeps {
  readonly pace: Pace;
  readonly mayReadAhead: () => boolean;
  /** Called if the server shortens prompts, with the tokens read and, by estimate, sent. */
  readonly onClipped: (read: number, sent: number) => void;
}

/**
 * Builds the client that completes; sends nothing.
 * @throws ModelError `notConfigured` if the address is malformed
 */
export function connectCompletion(config: ServerConfig, deps: CompletionDeps): CompletionConnection {
  const { origin } = parseAddress(config.baseUrl, config.protocol);
  const requests = deps.clientOf(origin);
  const meter = deps.meterOf(origin);
  const { completion } = createModel(config, requests);
  const isClipped = protocolRow(config.protocol).clipsPrompts;
  const watched = isClipped ? watchClipping(completion, estimateTokens, deps.onClipped) : completion;
  const guards = { breaker: new Breaker(), meter, ...deps.pace.measurements(), now: () => deps.clock.wall() };
  return {
    origin,
    model: reportCompletionHealth(guardModel(watched, guards), deps.health.reporterOf("completions", origin)),
    preparation: new ServerPreparation(config, { requests, meter, mayReadAhead: deps.mayReadAhead }),
  };
}
