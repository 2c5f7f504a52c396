import { serviceEndpoints } from "@alva/contracts/service";
import { Hono } from "hono";
import type { SecureHeadersVariables } from "hono/secure-headers";
import type { BaseEnv } from "./request-log.ts";

const { health, openApi, docs } = serviceEndpoints;

interface ReferenceOptions {
  readonly service: "auth" | "api";
  /** Loads the worker's OpenAPI document, generated from the contract: large, and needed by few requests. */
  readonly loadDocument: () => Promise<{ readonly default: object }>;
}

interface PageEnv {
  Variables: BaseEnv["Variables"] & SecureHeadersVariables;
}

/**
 * What both workers say about themselves: `/health`, `/openapi.json`, and `/docs`, a page on which people read and try
 * the endpoints. Swagger UI comes with the worker as static assets; nothing is loaded from third parties.
 */
export function reference({ service, loadDocument }: ReferenceOptions): Hono<PageEnv> {
  return new Hono<PageEnv>()
    .get(health.path, (c) => c.json({ status: "ok", service }))
    .get(openApi.path, async (c) => c.json((await loadDocument()).default))
    .get(docs.path, (c) => c.html(referencePage(service, c.get("secureHeadersNonce") ?? "")));
}

function referencePage(service: string, nonce: string): string {
  return `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Alva ${service}: reference</title>
    <link rel="stylesheet" href="/swagger-ui.css" />
    <link rel="icon" href="/favicon-32x32.png" />
  </head>
  <body>
    <main id="reference"></main>
    <script src="/swagger-ui-bundle.js"></script>
    <script nonce="${nonce}">
      SwaggerUIBundle({ url: "${openApi.path}", dom_id: "#reference", deepLinking: true });
    </script>
  </body>
</html>`;
}
