import { defineConfig } from "vitest/config";
import { inWorkerd, onStandIns, planSchedules } from "./vitest.shared.ts";

export default defineConfig({
  plugins: [inWorkerd()],
  test: {
    ...onStandIns,
    name: "api",
    include: ["src/**/*.test.ts"],
    exclude: [planSchedules],
    // The stand-ins' faults strike whoever comes first, so one file at a time.
    fileParallelism: false,
  },
});
