import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { contextStorage, tryGetContext } from "hono/context-storage";
import { setMetric, timing } from "hono/timing";
import type { BaseEnv } from "./request-log.ts";

/**
 * Tells in `Server-Timing` how long others outside took to answer this request (W3C Server Timing), one entry for each
 * `fetch` by `timedFetch` that began within it. What ends after the headers left, as a stream's does, is not told, and
 * neither is anything of an answer with `timesAreSecret`.
 */
export function serverTiming(): MiddlewareHandler<BaseEnv> {
  return every(
    // A client of others lives as long as the isolate, so it cannot be told at its creation for whom it will ask.
    contextStorage(),
    timing({
      total: false,
      enabled: (c) => !c.get("timesAreSecret") && (c.get("metric")?.headers.length ?? 0) > 0,
    }),
  );
}

/**
 * The global `fetch`, whose time until the headers of its answer counts under `name` for the request that it is part of;
 * of none when it is called outside of one, as by a cron trigger. Milliseconds by the platform's clock, which stands
 * still while code runs.
 */
export function timedFetch(name: "db" | "model") {
  return async function timedFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
    const started = performance.now();
    try {
      return await fetch(input, init);
    } finally {
      const c = tryGetContext<BaseEnv>();
      if (c) setMetric(c, name, performance.now() - started);
    }
  };
}
