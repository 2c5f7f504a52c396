import type { ExecutionContext, Hono } from "hono";
import * as z from "zod";
import { ApiError } from "./api-error.ts";
import { createBareApp } from "./bare-app.ts";
import { ConfigError, Origin } from "./config.ts";
import type { BaseEnv } from "./request-log.ts";

/** A worker once its configuration has been accepted. */
export interface Connected {
  readonly app: Hono<BaseEnv>;
  /** What the cron trigger runs. */
  sweep(): Promise<void>;
}

interface EntranceOptions {
  readonly service: "auth" | "api";
  /** Reads the configuration and connects the worker. Throws `ConfigError` when it refuses. */
  readonly connect: (env: unknown) => Connected;
}

/**
 * The entrance of a worker. `connect` is called once per isolate; while it refuses the configuration, every request is
 * answered 500 and the log names the variable at fault.
 */
export function createEntrance({ service, connect }: EntranceOptions) {
  let connected: Connected | undefined;
  const connectOnce = (env: unknown): Connected => (connected ??= connect(env));
  return {
    async fetch(request: Request, env: object, context: ExecutionContext): Promise<Response> {
      try {
        return await connectOnce(env).app.fetch(request, env, context);
      } catch (error) {
        if (!(error instanceof ConfigError)) throw error;
        console.error(JSON.stringify({ level: "error", event: "misconfigured", error: error.message }));
        return createClosedApp(service, env).fetch(request, env, context);
      }
    },
    async scheduled(_event: unknown, env: object): Promise<void> {
      await connectOnce(env).sweep();
    },
  };
}

const WebOrigin = z.object({ WEB_ORIGIN: Origin });

/** Answers in place of a worker that is not set up; the web app may read it when at least its origin is. */
function createClosedApp(service: "auth" | "api", env: object): Hono<BaseEnv> {
  const webOrigin = WebOrigin.safeParse(env).data?.WEB_ORIGIN;
  return createBareApp({ service, webOrigin }).all("*", () => {
    throw new ApiError("internal", "This service is not set up completely; its log says what is missing.");
  });
}
