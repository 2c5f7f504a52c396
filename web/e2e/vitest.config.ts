import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    root: import.meta.dirname,
    testTimeout: 60_000,
    // Each file builds the web app and starts a product of its own, so that none uses up another's limits.
    hookTimeout: 120_000,
    fileParallelism: false,
  },
});
