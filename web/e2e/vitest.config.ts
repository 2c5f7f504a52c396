import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    root: import.meta.dirname,
    testTimeout: 60_000,
    hookTimeout: 150_000,
    // The files share one product, which the first to come starts and ends.
    fileParallelism: false,
  },
});
