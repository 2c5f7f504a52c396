import { defineConfig } from "vitest/config";
import { scheduleProjects } from "./workers/api/vitest.schedules.ts";

export default defineConfig({
  test: {
    // Workers log a line per request.
    silent: "passed-only",
    projects: [
      {
        test: {
          name: "packages",
          include: ["{packages,tools,bench,web/src}/**/*.test.ts"],
          setupFiles: ["tools/property-seed.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      "workers/*/vitest.config.ts",
      ...scheduleProjects,
      "e2e/vitest.config.ts",
    ],
  },
});
