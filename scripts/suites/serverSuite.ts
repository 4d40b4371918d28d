import { findLlamaServer } from "../modelServer/installLlamaServer.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/**
 * Tests against real model servers: llama-server here, and servers named by HUNCH_OLLAMA_URL and HUNCH_OPENAI_URL.
 * Where llama-server can't run, a sentence that says why, for the caller to print; its tests are not counted then.
 */
export async function runServerSuite(): Promise<SuiteResult | string> {
  const server = await findLlamaServer();
  const named = process.env["HUNCH_OLLAMA_URL"] ?? process.env["HUNCH_OPENAI_URL"];
  if (typeof server === "string" && !named) return server;
  const environment = typeof server === "string" ? {} : { HUNCH_LLAMA: JSON.stringify(server) };
  return step("Testing against real model servers", () =>
    runVitest("real model servers", ["--config", "vitest.servers.config.mts"], environment),
  );
}
