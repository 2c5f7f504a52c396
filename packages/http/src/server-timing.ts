import type { MiddlewareHandler } from "hono";
import { every } from "hono/combine";
import { contextStorage, tryGetContext } from "hono/context-storage";
import { setMetric, timing } from "hono/timing";
import type { BaseEnv } from "./request-log.ts";

/**
 * Tells in `Server-Timing` how long the database took to answer this request (W3C Server Timing), one entry for each
 * `timedFetch` that began within it. What ends after the headers left is not told: a stream tells itself what it waited for.
 * Neither is anything of an answer with `timesAreSecret`.
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
 * The global `fetch` for the database's client: its time until the headers of its answer counts as `db` for the request
 * that it is part of; for none when it is called outside of one, as by a cron trigger. Milliseconds by the platform's clock,
 * which stands still while code runs.
 */
export async function timedFetch(...[input, init]: Parameters<typeof fetch>): Promise<Response> {
  const started = performance.now();
  try {
    return await fetch(input, init);
  } finally {
    const c = tryGetContext<BaseEnv>();
    if (c) setMetric(c, "db", performance.now() - started);
  }
}
