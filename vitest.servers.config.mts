import { defineConfig } from "vitest/config";

/** Tests against real servers run one after another, because they share the processor and a PostgreSQL. */
export default defineConfig({
  test: {
    include: ["test/servers/**/*.test.ts"],
    testTimeout: 240_000,
    hookTimeout: 240_000,
    fileParallelism: false,
    isolate: false,
  },
});
