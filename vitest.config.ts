import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    // Workers log a line per request.
    silent: "passed-only",
    projects: [
      {
        test: {
          name: "packages",
          include: ["{packages,tools,bench}/**/*.test.ts", "web/src/**/*.test.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      "workers/*/vitest.config.ts",
      "e2e/vitest.config.ts",
    ],
  },
});
