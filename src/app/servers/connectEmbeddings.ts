import type { EmbedTexts } from "../../core/ask/vectors/embedder.ts";
import { embedTexts } from "../../core/server/client/embedTexts.ts";
import { reportRequest } from "../../core/server/health/reportHealth.ts";
import { FieldMemory } from "../../core/server/http/fieldMemory.ts";
import { chatProtocol } from "../../core/server/protocols/protocols.ts";
import { parseAddress } from "../../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../../core/server/protocols/serverConfig.ts";
import type { ConnectionDeps } from "./connectionDeps.ts";

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
