import { defineConfig } from "vitest/config";

/** UI tests run one window after another, because two windows share the processor. */
export default defineConfig({
  test: {
    include: ["test/vscode/ui/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    sequence: { hooks: "list" },
    retry: 1, // A window that is loading may take the focus once. A test that fails twice is a failure.
  },
});
