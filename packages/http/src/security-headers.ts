import { serviceEndpoints } from "@alva/contracts/service";
import { askUnsubscribe } from "@alva/contracts/unsubscribe";
import type { MiddlewareHandler } from "hono";
import { NONCE, secureHeaders } from "hono/secure-headers";

const common = {
  strictTransportSecurity: "max-age=63072000; includeSubDomains; preload",
  referrerPolicy: "no-referrer",
  crossOriginResourcePolicy: "same-site",
  xFrameOptions: "DENY",
};
const nothing = ["'none'"];
const formPath = askUnsubscribe.path.replace(":token", "");

/**
 * Headers that every answer carries, also 404 and 500 (OWASP ASVS 5.0 section 3.4): nothing may be framed, sniffed,
 * referred or run. The reference page alone may run its own script, and the page that ends mails may look like ours and send
 * its form.
 */
export function securityHeaders(): MiddlewareHandler {
  const forData = secureHeaders({
    ...common,
    // A file that somebody opens in a tab runs in an origin of its own.
    contentSecurityPolicy: { defaultSrc: nothing, frameAncestors: nothing, baseUri: nothing, sandbox: [] },
  });
  const forPage = secureHeaders({
    ...common,
    contentSecurityPolicy: {
      defaultSrc: nothing,
      scriptSrc: ["'self'", NONCE],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", "data:"],
      connectSrc: ["'self'"],
      frameAncestors: nothing,
      baseUri: nothing,
    },
  });
  const forForm = secureHeaders({
    ...common,
    contentSecurityPolicy: {
      defaultSrc: nothing,
      styleSrc: [NONCE],
      formAction: ["'self'"],
      frameAncestors: nothing,
      baseUri: nothing,
    },
  });
  return async function securityHeaders(c, next) {
    if (c.req.path === serviceEndpoints.docs.path) return forPage(c, next);
    return (c.req.path.startsWith(formPath) ? forForm : forData)(c, next);
  };
}
