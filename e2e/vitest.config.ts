import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    name: "e2e",
    include: ["**/*.test.ts"],
    globalSetup: ["./build.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
