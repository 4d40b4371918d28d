import { defineConfig } from "vitest/config";

/** UI tests run in two windows at a time: a window waits more than it computes, and more of them would only wait longer. */
export default defineConfig({
  test: {
    include: ["test/vscode/ui/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    sequence: { hooks: "list" },
    retry: 1, // A window that is loading may take the focus once. A test that fails twice is a failure.
  },
});
