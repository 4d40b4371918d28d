import { defineConfig } from "vitest/config";

/** Tests of the user interface: one window after the other, for two of them share processor and patience. */
export default defineConfig({
  test: {
    include: ["test/vscode/ui/**/*.test.ts"],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    fileParallelism: false,
    sequence: { hooks: "list" },
    retry: 1, // A window that loads something may take the focus away once; what fails twice is a fault.
  },
});
