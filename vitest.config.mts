import { defineConfig } from "vitest/config";

/** Time limits end what hangs, on a machine with a load of 15; they are no judgement of speed. */
export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/golden/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // No test file changes a global, so all of them share a worker's modules: loading them again for every file takes
    // a third of the processor time.
    isolate: false,
  },
});
