import type { LlamaServer } from "../modelServer/installLlamaServer.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/**
 * Runs the tests against real model servers: llama-server, and those in HUNCH_OLLAMA_URL and HUNCH_OPENAI_URL.
 * @param llamaServer the server, or a sentence that says why it can't run here
 * @returns that sentence if there is no server, for the caller to print
 */
export async function runServerSuite(llamaServer: LlamaServer | string): Promise<SuiteResult | string> {
  const named = process.env["HUNCH_OLLAMA_URL"] ?? process.env["HUNCH_OPENAI_URL"];
  if (typeof llamaServer === "string" && !named) return llamaServer;
  const environment = typeof llamaServer === "string" ? {} : { HUNCH_LLAMA: JSON.stringify(llamaServer) };
  return step("Testing against real model servers", () =>
    runVitest("real model servers", ["--config", "vitest.servers.config.mts"], { environment, progress: true }),
  );
}
