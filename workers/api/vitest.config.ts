import { cloudflareTest } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [
    cloudflareTest(({ inject }) => ({
      main: "./src/index.ts",
      miniflare: {
        compatibilityDate: "2026-11-01",
        r2Buckets: ["UPLOADS"],
        // As Wrangler has it without being told.
        modulesRules: [{ type: "Data", include: ["**/*.bin"] }],
        bindings: {
          ...inject<Record<string, string>>("bindings"),
          PLAN_SCHEDULES: process.env["PLAN_SCHEDULES"] ?? "25",
        },
      },
    })),
  ],
  test: {
    name: "api",
    include: ["src/**/*.test.ts"],
    globalSetup: ["../../packages/stand-ins/src/test-stack.ts"],
    setupFiles: ["../../packages/http/src/testing/clean-log.ts"],
    // The stand-ins' faults strike whoever comes first, so one file at a time.
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 60_000,
  },
});
