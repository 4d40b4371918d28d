import { runsOnServer } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { ModelError } from "../../core/types/model.ts";
import type { Translate } from "../../core/types/translate.ts";

/** Names a model and where it is, for display: "qwen2.5-coder:1.5b at 127.0.0.1:11434". */
export function modelLabel({ model, protocol, baseUrl }: ServerConfig, t: Translate): string {
  if (!runsOnServer(protocol)) return t("{0} in this editor", model || t("a model"));
  return t("{0} at {1}", model || t("the server's model"), hostOf(baseUrl, protocol, t));
}

/** Names a model alone, or its server where the name is left to that. */
export function modelName({ model, protocol, baseUrl }: ServerConfig, t: Translate): string {
  return model || (runsOnServer(protocol) ? hostOf(baseUrl, protocol, t) : t("a model"));
}

function hostOf(baseUrl: string, protocol: ServerConfig["protocol"], t: Translate): string {
  try {
    return parseAddress(baseUrl, protocol).host;
  } catch (error) {
    if (error instanceof ModelError) return t("no valid address");
    throw error;
  }
}
