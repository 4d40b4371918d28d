import { defineConfig } from "vitest/config";

/** Tests of the built language server, each over the standard input and output of a process of its own. */
export default defineConfig({
  test: {
    include: ["test/lsp/**/*.test.ts"],
    globalSetup: "test/support/lsp/buildServer.ts",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
});
