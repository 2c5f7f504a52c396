import type { Access, Endpoint, Endpoints } from "@alva/contracts/endpoint";
import type { Hono, MiddlewareHandler } from "hono";
import { ApiError } from "./api-error.ts";
import { createBareApp, nothingHere } from "./bare-app.ts";
import { fileBody } from "./file-body.ts";
import { jsonBody, optionalJsonBody } from "./json-body.ts";
import type { BaseEnv } from "./request-log.ts";
import { requireHttps } from "./require-https.ts";

interface BaseAppOptions {
  readonly service: "auth" | "api";
  readonly endpoints: Endpoints;
  readonly webOrigin: string;
  /** Whether the worker is deployed, where plain http is refused. */
  readonly production: boolean;
  /** What admits callers of each closed kind of endpoint. A kind without its guard is a `TypeError` at start. */
  readonly guards: Readonly<Partial<Record<Exclude<Access, "open">, MiddlewareHandler>>>;
}

/**
 * A Hono app with what both workers do identically: request ids and logs, security headers, CORS, and problem+json for
 * every refusal. Nothing answers that the contract does not list, and each listed endpoint has its guard and body limit
 * in front before a worker mounts its handler.
 */
export function createBaseApp(options: BaseAppOptions): Hono<BaseEnv> {
  const { endpoints, production, guards } = options;
  const app = createBareApp(options);
  if (production) app.use(requireHttps);
  app.use(onlyListed(Object.values(endpoints)));
  for (const { method, path, access, body, bodyOptional, maxBodyBytes, file } of Object.values(endpoints)) {
    if (access !== "open") app.on(method, path, guardOf(guards, access));
    // A signature covers the raw body, so its guard reads the body itself.
    if (body && access !== "qstash_signature") {
      app.on(method, path, (bodyOptional ? optionalJsonBody : jsonBody)({ maxBytes: maxBodyBytes }));
    }
    if (file) app.on(method, path, fileBody(file));
  }
  return app;
}

function guardOf(guards: BaseAppOptions["guards"], access: Exclude<Access, "open">): MiddlewareHandler {
  const guard = guards[access];
  if (!guard) throw new TypeError(`no guard for ${access} endpoints`);
  return guard;
}

/** Admits what the contract lists: 405 with `Allow` for another method (RFC 9110 section 15.5.6), else 404. */
function onlyListed(endpoints: readonly Endpoint[]): MiddlewareHandler {
  const listed = endpoints.map(({ method, path }) => ({ method, pattern: pathPattern(path) }));
  return async function onlyListed(c, next) {
    const allowed = listed.filter(({ pattern }) => pattern.test(c.req.path)).map(({ method }) => method);
    if (allowed.length === 0) throw nothingHere();
    const method = c.req.method === "HEAD" ? "GET" : c.req.method;
    if (!allowed.some((one) => one === method)) {
      const allow = allowed.join(", ");
      throw new ApiError("method_not_allowed", `This address takes ${allow}.`, { headers: { Allow: allow } });
    }
    await next();
  };
}

function pathPattern(path: string): RegExp {
  return new RegExp(`^${path.replaceAll(".", String.raw`\.`).replaceAll(/:[a-z_]+/g, "[^/]+")}$`);
}
