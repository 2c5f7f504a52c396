import type { TestProject } from "vitest/node";
import { startStack } from "./stack.ts";
import { workerVariables } from "./worker-variables.ts";

declare module "vitest" {
  interface ProvidedContext {
    /** Variables of both workers, and where tests reach what is behind them. */
    bindings: Record<string, string>;
  }
}

/** Vitest's global set-up for worker tests: one stack for a whole run, ended with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const stack = await startStack({ timeScale: 0.001 });
  project.provide("bindings", {
    ...workerVariables(stack),
    // Nothing listens here: tests deliver themselves, and a product that runs beside them is left alone.
    WEBHOOK_ORIGIN: "http://127.0.0.1:9",
    OWNER_DATABASE_URL: stack.postgres.url,
    NEON_URL: stack.neon.url,
  });
  return () => stack.close();
}
