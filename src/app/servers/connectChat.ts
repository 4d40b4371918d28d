import { createModel } from "../../core/server/client/createModel.ts";
import { guardChat } from "../../core/server/guards/guardedModel.ts";
import { reportChatHealth } from "../../core/server/health/reportHealth.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { ChatModel } from "../../core/types/model.ts";
import type { ConnectionDeps } from "./connectionDeps.ts";

/** The server that answers questions, behind its guards. */
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
