import { describeStep } from "../app/servers/describeStep.ts";
import { noticeOf } from "../app/servers/modelNotice.ts";
import { sentenceOfVerdict } from "../app/servers/sentenceOfVerdict.ts";
import type { Servers } from "../app/servers/servers.ts";
import { parseAddress } from "../core/server/protocols/serverAddress.ts";
import type { ServerConfig } from "../core/server/protocols/serverConfig.ts";
import { type ProbeVerdict, probeServer } from "../core/server/setup/probeServer.ts";
import { ModelError } from "../core/types/model.ts";

/** Tests the configured server. Resolves with the result as text: one sentence, then a line for each step. */
export async function probe(servers: Servers, signal: AbortSignal): Promise<string> {
  const config = servers.config();
  if (!config) return "No model server is configured. The embedded engine works alone.";
  servers.keysChanged(); // The file of keys may have changed.
  const verdict = await verdictOf(config, servers, signal);
  if (verdict.usable) servers.reset();
  return [sentenceOf(config, verdict), ...verdict.steps.map(describeStep)].join("\n");
}

async function verdictOf(config: ServerConfig, servers: Servers, signal: AbortSignal): Promise<ProbeVerdict> {
  try {
    const { origin } = parseAddress(config.baseUrl, config.protocol);
    return await probeServer(config, servers.clientOf(origin), signal);
  } catch (error) {
    if (!(error instanceof ModelError)) throw error;
    return { usable: false, steps: [], error, models: [] };
  }
}

function sentenceOf(config: ServerConfig, verdict: ProbeVerdict): string {
  const { error } = verdict;
  return error ? `${noticeOf(error).sentence} (${error.detail})` : sentenceOfVerdict(verdict, config).sentence;
}
