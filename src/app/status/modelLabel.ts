import { runsOnServer } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import { ModelError } from "../../core/types/model.ts";

/** Names a model and where it is, for display: "qwen2.5-coder:1.5b at 127.0.0.1:11434". */
export function modelLabel({ model, protocol, baseUrl }: ServerConfig): string {
  if (!runsOnServer(protocol)) return `${model || "a model"} in this editor`;
  return `${model || "the server's model"} at ${hostOf(baseUrl, protocol)}`;
}

function hostOf(baseUrl: string, protocol: ServerConfig["protocol"]): string {
  try {
    return parseAddress(baseUrl, protocol).host;
  } catch (error) {
    if (error instanceof ModelError) return "no valid address";
    throw error;
  }
}
