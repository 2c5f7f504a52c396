import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { answerDeskOffline } from "@alva/planning/playbook/answer-desk-offline";
import type { TestProject } from "vitest/node";
import { startServer } from "./server.ts";
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
  const stack = await startStack({ timeScale: 0.001, answer: answerDeskOffline });
  const { AUTH_PUBLIC_KEYS = "", ...variables } = workerVariables(stack);
  // What the api worker asks the auth worker for; a product that runs beside the tests has other keys.
  const issuer = await startServer({
    name: "the public keys",
    handle: async ({ target }) =>
      target === authEndpoints.publicKeys.path ? { body: AUTH_PUBLIC_KEYS } : { status: 404 },
  });
  project.provide("bindings", {
    ...variables,
    AUTH_PUBLIC_KEYS,
    AUTH_ORIGIN: issuer.url,
    // Nothing listens here: tests deliver themselves, and a product that runs beside them is left alone.
    WEBHOOK_ORIGIN: "http://127.0.0.1:9",
    AUTH_WEBHOOK_ORIGIN: "http://127.0.0.1:9",
    OWNER_DATABASE_URL: stack.postgres.url,
    NEON_URL: stack.neon.url,
    MODEL_STAND_IN_URL: stack.model.url,
  });
  return async () => {
    await issuer.close();
    await stack.close();
  };
}
