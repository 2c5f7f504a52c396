import { defineConfig, mergeConfig } from "vitest/config";
import browser from "./vitest.config.ts";

/** `pnpm screenshots`: no test of anything, but it needs the same product and the same owner as the tests. */
export default mergeConfig(
  browser,
  defineConfig({ test: { name: "screenshots", include: ["screenshots.ts"] } }),
);
