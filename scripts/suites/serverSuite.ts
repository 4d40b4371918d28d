import type { DebianProgram } from "../debian/debianProgram.ts";
import type { LlamaServer } from "../debian/findLlamaServer.ts";
import type { PostgresRoot } from "../debian/findPostgres.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/** Real servers, or sentences that say why they can't run here. */
export interface RealServers {
  readonly llamaServer: LlamaServer | string;
  /** Of team metrics. It may also be on the PATH. */
  readonly receiver: DebianProgram | string;
  readonly postgres: PostgresRoot | string;
}

/**
 * Runs the tests against real servers: those given, and model servers in HUNCH_OLLAMA_URL and HUNCH_OPENAI_URL.
 * @returns sentences that say why, if there is no server, for the caller to print
 */
export async function runServerSuite({ llamaServer, receiver, postgres }: RealServers): Promise<SuiteResult | string> {
  const servers = { HUNCH_LLAMA: llamaServer, HUNCH_OTLP_RECEIVER: receiver, HUNCH_POSTGRES: postgres };
  const environment: Record<string, string> = {};
  const reasons: string[] = [];
  for (const [name, server] of Object.entries(servers)) {
    if (typeof server === "string") reasons.push(server);
    else environment[name] = JSON.stringify(server);
  }
  const named = process.env["HUNCH_OLLAMA_URL"] ?? process.env["HUNCH_OPENAI_URL"];
  if (Object.keys(environment).length === 0 && !named) return reasons.join(" ");
  for (const reason of reasons) console.log(`One of the real servers was not tested: ${reason}`);
  return step("Testing against real servers", () =>
    runVitest("real servers", ["--config", "vitest.servers.config.mts"], { environment, progress: true }),
  );
}
