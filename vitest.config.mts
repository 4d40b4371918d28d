import { defineConfig } from "vitest/config";

/** Time limits end what hangs, on a machine with a load of 15; they are no judgement of speed. */
export default defineConfig({
  test: {
    include: ["test/unit/**/*.test.ts", "test/golden/**/*.test.ts"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    maxWorkers: "100%", // Vitest leaves one processor free: on two, half of them.
    // Test files leave globals as they found them, so they can share a worker's modules. Loading the modules again for
    // every file would take half of the processor time.
    isolate: false,
  },
});
