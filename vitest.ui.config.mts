import { defineConfig } from "vitest/config";

/** Two windows at a time: one that is used waits more than it works. More would only wait for each other. */
export default defineConfig({
  test: {
    include: ["test/vscode/ui/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    chaiConfig: { truncateThreshold: 0 }, // What was found in a window can't be looked at again.
    maxWorkers: 2,
    isolate: false, // Files can share a window.
    sequence: { hooks: "list" },
    retry: 1, // In a new window: one that is loading may take the focus once. A test that fails twice is a failure.
  },
});
