import type { EmbedTexts } from "../../core/ask/rerankPassages.ts";
import { estimateTokens } from "../../core/prompt/estimateTokens.ts";
import { createModel, type ModelDeps } from "../../core/server/client/createModel.ts";
import { embedTexts } from "../../core/server/client/embedTexts.ts";
import { Breaker } from "../../core/server/guards/breaker.ts";
import { guardChat, guardModel } from "../../core/server/guards/guardedModel.ts";
import type { ServerMeter } from "../../core/server/guards/serverMeter.ts";
import { watchClipping } from "../../core/server/guards/watchClipping.ts";
import { reportChatHealth, reportCompletionHealth, reportRequest } from "../../core/server/health/reportHealth.ts";
import type { ServerHealth } from "../../core/server/health/serverHealth.ts";
import { FieldMemory } from "../../core/server/http/fieldMemory.ts";
import { chatProtocol, protocolRow } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { ServerPreparation } from "../../core/server/setup/serverPreparation.ts";
import type { ChatModel, CompletionModel } from "../../core/types/model.ts";
import type { Clock } from "../ports.ts";
import type { Pace } from "./pace.ts";

/** What all connections share. */
export interface ConnectionDeps {
  /** Clients' dependencies, with the key of this origin. */
  readonly clientOf: (origin: string) => ModelDeps;
  readonly meterOf: (origin: string) => ServerMeter;
  readonly health: ServerHealth;
  readonly clock: Clock;
}

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

export interface ChatConnection {
  readonly origin: string;
  readonly model: ChatModel;
}

/**
 * Builds the client that answers questions; sends nothing.
 * @throws ModelError `notConfigured` if the address is malformed
 */
export function connectChat(config: ServerConfig, deps: ConnectionDeps): ChatConnection {
  const { origin } = parseAddress(config.baseUrl, config.protocol);
  const { chat } = createModel(config, deps.clientOf(origin));
  return {
    origin,
    model: reportChatHealth(guardChat(chat, deps.meterOf(origin)), deps.health.reporterOf("chat", origin)),
  };
}

/**
 * Builds the client of an embeddings model; sends nothing.
 * @throws ModelError `notConfigured` if the address is malformed
 */
export function connectEmbeddings(server: Pick<ServerConfig, "baseUrl" | "model">, deps: ConnectionDeps): EmbedTexts {
  const { origin } = parseAddress(server.baseUrl, chatProtocol);
  const requests = deps.clientOf(origin);
  const fields = requests.fieldsOf?.(server.model) ?? new FieldMemory();
  const client = { meter: deps.meterOf(origin), requests, fields };
  const reporter = deps.health.reporterOf("embeddings", origin);
  return (texts, signal) => reportRequest(() => embedTexts(server, texts, client, signal), reporter, signal);
}
