import type { DebianProgram } from "../debianProgram.ts";
import type { LlamaServer } from "../modelServer/installLlamaServer.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/**
 * Runs the tests against real servers: llama-server, those in HUNCH_OLLAMA_URL and HUNCH_OPENAI_URL, and a receiver of
 * team metrics.
 * @param llamaServer the server, or a sentence that says why it can't run here
 * @param receiver the same of the receiver, which may also be on the PATH
 * @returns those sentences if there is no server, for the caller to print
 */
export async function runServerSuite(
  llamaServer: LlamaServer | string,
  receiver: DebianProgram | string,
): Promise<SuiteResult | string> {
  const named = process.env["HUNCH_OLLAMA_URL"] ?? process.env["HUNCH_OPENAI_URL"];
  if (typeof llamaServer === "string" && typeof receiver === "string" && !named) return `${llamaServer} ${receiver}`;
  const environment: Record<string, string> = {};
  for (const [name, server] of Object.entries({ HUNCH_LLAMA: llamaServer, HUNCH_OTLP_RECEIVER: receiver })) {
    if (typeof server === "string") console.log(`One of the real servers was not tested: ${server}`);
    else environment[name] = JSON.stringify(server);
  }
  return step("Testing against real servers", () =>
    runVitest("real servers", ["--config", "vitest.servers.config.mts"], { environment, progress: true }),
  );
}
