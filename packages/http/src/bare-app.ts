import { Hono, type MiddlewareHandler } from "hono";
import { HTTPException } from "hono/http-exception";
import { ApiError } from "./api-error.ts";
import { cors } from "./cors.ts";
import { problemResponse } from "./problem-response.ts";
import { type BaseEnv, requestLog } from "./request-log.ts";
import { securityHeaders } from "./security-headers.ts";
import { serverTiming } from "./server-timing.ts";

interface BareAppOptions {
  readonly service: "auth" | "api";
  /** The origin that may read answers; none when it is not known. */
  readonly webOrigin: string | undefined;
}

/**
 * A Hono app that serves nothing yet, but whose every answer, whatever its status, has a request id and a log line, the
 * security headers, CORS, the times of others it waited for, and nobody who keeps it; whatever is refused is
 * problem+json.
 */
export function createBareApp({ service, webOrigin }: BareAppOptions): Hono<BaseEnv> {
  const app = new Hono<BaseEnv>();
  app.use(requestLog(service), serverTiming(), securityHeaders(), noStore, cors(webOrigin));
  app.onError((error, c) => problemResponse(asApiError(error), c.get("requestId")));
  app.notFound((c) => problemResponse(nothingHere(), c.get("requestId")));
  return app;
}

/** The refusal of an address that nobody serves. */
export function nothingHere(): ApiError {
  return new ApiError("not_found", "There is nothing at this address.");
}

/** Answers are personal: unless a route says otherwise nobody may keep them (RFC 9111 section 5.2.2.5). */
const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has("Cache-Control")) c.header("Cache-Control", "no-store");
};

function asApiError(error: Error): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof HTTPException && error.status === 400) {
    return new ApiError("bad_request", "The request could not be read.", { cause: error });
  }
  return new ApiError("internal", "Nothing you did. Please try again; quote the request id if it goes on.", {
    cause: error,
  });
}
