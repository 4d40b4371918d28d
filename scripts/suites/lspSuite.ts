import type { Neovim } from "../debian/findNeovim.ts";
import { step } from "../step.ts";
import { runVitest } from "./runVitest.ts";
import type { SuiteResult } from "./suiteResult.ts";

/**
 * Runs the tests of the language server over stdio, and in a real Neovim if there is one.
 * @param neovim the editor, or a sentence that says why it can't run here
 */
export function runLspSuite(neovim: Neovim | string): Promise<SuiteResult> {
  const environment = typeof neovim === "string" ? {} : { HUNCH_NEOVIM: JSON.stringify(neovim) };
  return step("Testing the language server", () =>
    runVitest("language server", ["--config", "vitest.lsp.config.mts"], { environment, progress: true }),
  );
}
