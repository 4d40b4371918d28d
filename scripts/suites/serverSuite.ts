import type { LlamaServer } from "../modelServer/installLlamaServer.ts";
import { findPostgres } from "../postgres/installPostgres.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/**
 * Runs the tests against real servers: llama-server, those in HUNCH_OLLAMA_URL and HUNCH_OPENAI_URL, and PostgreSQL.
 * @param llamaServer the server, or a sentence that says why it can't run here
 * @returns that sentence if there is no server, for the caller to print
 */
export async function runServerSuite(llamaServer: LlamaServer | string): Promise<SuiteResult | string> {
  const named = process.env["HUNCH_OLLAMA_URL"] ?? process.env["HUNCH_OPENAI_URL"];
  const postgres = await findPostgres();
  if (typeof postgres === "string") console.log(`The shared index was not tested in PostgreSQL: ${postgres}`);
  if (typeof llamaServer === "string" && typeof postgres === "string" && !named) return llamaServer;
  const environment = {
    ...(typeof llamaServer === "string" ? {} : { HUNCH_LLAMA: JSON.stringify(llamaServer) }),
    ...(typeof postgres === "string" ? {} : { HUNCH_POSTGRES: JSON.stringify(postgres) }),
  };
  return step("Testing against real model servers", () =>
    runVitest("real model servers", ["--config", "vitest.servers.config.mts"], { environment, progress: true }),
  );
}
