import { type EditFormatName, editFormat, editFormatOf } from "../../core/nextEdit/model/editFormats.ts";
import { protocolRow } from "../../core/server/protocols/protocols.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { configuredServers } from "../../core/server/setup/configuredServers.ts";
import type { ServerSettings } from "./serverSettings.ts";

/** The model that is asked for next edits, and how. */
export interface NextEditServer {
  readonly config: ServerConfig;
  readonly format: EditFormatName;
}

/**
 * The model that is asked for next edits: the named one, or the one that completes, or Ask's, whichever first is a chat
 * model or known to predict edits. A model that only fills in the middle is never asked. Undefined unless the user turned
 * this on.
 */
export function nextEditServer(settings: ServerSettings): NextEditServer | undefined {
  const { nextEdits, nextEditName } = settings.model;
  if (!nextEdits) return undefined;
  const { completion, chat, ask } = configuredServers(settings);
  if (nextEditName !== "") {
    const server = completion ?? ask;
    return server && asked({ ...server, model: nextEditName, fimFamily: "auto" }, true);
  }
  const completes = completion && asked(completion, protocolRow(completion.protocol).markers === "none");
  return completes ?? (chat && asked(chat, true));
}

/** @param chats whether the model is known to chat, or the user chose it */
function asked(config: ServerConfig, chats: boolean): NextEditServer | undefined {
  const row = protocolRow(config.protocol);
  const format = editFormatOf(config.model);
  if (editFormat(format).route === "prompt" && row.prompt) return { config, format };
  return chats && row.chat ? { config, format: "chat" } : undefined;
}
