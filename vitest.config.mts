import { defineConfig } from "vitest/config";

/** Limits are for a machine at load 15: they end what hangs, and judge no speed. */
export default defineConfig({
  test: { include: ["test/unit/**/*.test.ts", "test/golden/**/*.test.ts"], testTimeout: 120_000, hookTimeout: 120_000 },
});
