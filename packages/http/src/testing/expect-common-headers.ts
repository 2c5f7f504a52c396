import { expect } from "vitest";

/** Expects what every answer carries, whatever its status (OWASP ASVS 5.0 sections 3.4 and 3.5.8). */
export function expectCommonHeaders({ headers }: Response): void {
  expect(Object.fromEntries(headers)).toMatchObject({
    "content-security-policy": expect.stringMatching(/default-src 'none'.*frame-ancestors 'none'/),
    "cross-origin-resource-policy": "same-site",
    "referrer-policy": "no-referrer",
    "strict-transport-security": expect.stringMatching(/^max-age=63072000; includeSubDomains/),
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "x-request-id": expect.stringMatching(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/),
    vary: expect.stringContaining("Origin"),
  });
}
