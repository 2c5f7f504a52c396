import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "browser",
    root: import.meta.dirname,
    globalSetup: "testing/start-once.ts",
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // The product ends with the last test, its database too.
    teardownTimeout: 60_000,
    // A browser beside the whole product takes its time.
    expect: { poll: { timeout: 10_000 } },
    // All use one product, and what a person or an address may do in an hour is forgotten before each file.
    fileParallelism: false,
  },
});
