import { join } from "node:path";
import { cloudflareTest } from "@cloudflare/vitest-plugin";

/** Runs test files in workerd as the api worker runs there, on the stand-ins of its project. */
export function inWorkerd(bindings: Readonly<Record<string, string | number>> = {}) {
  return cloudflareTest(({ inject }) => ({
    main: "./src/index.ts",
    miniflare: {
      compatibilityDate: "2026-11-01",
      r2Buckets: ["UPLOADS"],
      // As Wrangler has it without being told.
      modulesRules: [{ type: "Data", include: ["**/*.bin"] }],
      bindings: { ...inject<Record<string, string>>("bindings"), ...bindings },
    },
  }));
}

/** What every project of the api worker's tests is given. */
export const onStandIns = {
  globalSetup: [inPackages("stand-ins/src/test-stack.ts")],
  setupFiles: [inPackages("http/src/testing/clean-log.ts")],
  testTimeout: 30_000,
  hookTimeout: 60_000,
};

function inPackages(file: string): string {
  return join(import.meta.dirname, "../../packages", file);
}

/** Tried in projects of their own, `vitest.schedules.ts`. */
export const planSchedules = "src/plan-run.properties.test.ts";
