import { defineConfig, mergeConfig } from "vitest/config";
import browser from "./vitest.config.ts";

/** `pnpm lighthouse`: apart from the tests, because what they measure is time and the machine has a part in it. */
export default mergeConfig(
  browser,
  defineConfig({ test: { name: "lighthouse", include: ["lighthouse.ts", "interactions.ts"] } }),
);
