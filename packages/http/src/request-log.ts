import type { MiddlewareHandler } from "hono";
import { routePath } from "hono/route";
import { traceIdOf } from "./trace.ts";

interface RequestVariables {
  requestId: string;
  /** The caller's trace, or a new one (W3C Trace Context). */
  traceId: string;
  /** What the request is about, for its log line: ids and counts only. */
  about?: Readonly<Record<string, string | number | undefined>>;
  /** How long the database took depends on what the answer must not tell, so the answer does not tell it either. */
  timesAreSecret?: true;
}

/** What every request of both workers carries in its context. */
export interface BaseEnv {
  Variables: RequestVariables;
}

/**
 * Gives each request an id of our own making (a client's is never taken over, it could forge log lines) and writes one
 * JSON line per request: the matched route, never the raw address, so that no token in a query reaches a log.
 */
export function requestLog(service: string): MiddlewareHandler<BaseEnv> {
  return async function requestLog(c, next) {
    const started = Date.now();
    c.set("requestId", crypto.randomUUID());
    c.set("traceId", traceIdOf(c.req.header("traceparent")));
    await next();
    c.header("X-Request-Id", c.get("requestId"));
    console.log(
      JSON.stringify({
        level: c.res.status >= 500 ? "error" : "info",
        service,
        request_id: c.get("requestId"),
        trace_id: c.get("traceId"),
        ...c.get("about"),
        method: c.req.method,
        route: routePath(c, -1),
        status: c.res.status,
        duration_ms: Date.now() - started,
        ...(c.error ? { error: describe(c.error) } : {}),
      }),
    );
  };
}

/** As long as a secret of 256 bits or a digest in base64url, or longer. */
const secretLike = /[\w+/-]{43,}=*/g;

/**
 * An error and its causes. Stacks, attached values, what databases say about values, and what could be a secret in others'
 * messages stay out.
 */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  const own = `${error.name}: ${about(error)}`.replaceAll(secretLike, "…").slice(0, 300);
  return error.cause === undefined ? own : `${own} <- ${describe(error.cause)}`;
}

/** The message; of a database's error only its code, because the message quotes statements and values. */
function about(error: Error): string {
  if ("severity" in error && "code" in error) {
    return typeof error.code === "string" ? error.code : "no answer";
  }
  return "query" in error && "params" in error ? "a statement failed" : error.message;
}
