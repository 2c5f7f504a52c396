import { secureHeaders } from "hono/secure-headers";

/**
 * Headers that every answer carries, also 404 and 500 (OWASP ASVS 5.0 section 3.4): nothing may be framed, sniffed,
 * referred or, unless a route says otherwise, stored.
 */
export function securityHeaders() {
  return secureHeaders({
    contentSecurityPolicy: { defaultSrc: ["'none'"], frameAncestors: ["'none'"], baseUri: ["'none'"] },
    strictTransportSecurity: "max-age=63072000; includeSubDomains; preload",
    referrerPolicy: "no-referrer",
    crossOriginResourcePolicy: "same-site",
    xFrameOptions: "DENY",
  });
}
