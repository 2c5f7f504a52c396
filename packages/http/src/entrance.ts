import type { ExecutionContext, Hono } from "hono";
import { ApiError } from "./api-error.ts";
import { ConfigError } from "./config.ts";
import { problemResponse } from "./problem-response.ts";
import type { BaseEnv } from "./request-log.ts";

/** A worker once its configuration has been accepted. */
export interface Connected {
  readonly app: Hono<BaseEnv>;
  /** What the cron trigger runs. */
  sweep(): Promise<void>;
}

/**
 * The entrance of a worker. `connect` is called once per isolate; while it refuses the configuration, every request is
 * answered 500 and the log names the variable at fault.
 */
export function createEntrance(connect: (env: unknown) => Connected) {
  let connected: Connected | undefined;
  const connectOnce = (env: unknown): Connected => (connected ??= connect(env));
  return {
    async fetch(request: Request, env: object, context: ExecutionContext): Promise<Response> {
      try {
        return await connectOnce(env).app.fetch(request, env, context);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        console.error(JSON.stringify({ level: "error", event: "misconfigured", error: error.message }));
        return problemResponse(
          new ApiError("internal", "This service is not set up completely; its log says what is missing."),
          crypto.randomUUID(),
        );
      }
    },
    async scheduled(_event: unknown, env: object): Promise<void> {
      await connectOnce(env).sweep();
    },
  };
}
