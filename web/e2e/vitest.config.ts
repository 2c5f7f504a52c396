import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    root: import.meta.dirname,
    globalSetup: "testing/build-once.ts",
    testTimeout: 60_000,
    // Each file starts a product of its own, so that none uses up another's limits.
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
