import { authEndpoints } from "@alva/contracts/auth-endpoints";
import { createBaseApp } from "@alva/http/base-app";
import { requireBearer } from "@alva/http/bearer";
import { requireQstashSignature } from "@alva/http/qstash-signature";
import { reference } from "@alva/http/reference";
import type { Ports } from "./ports.ts";
import { accountRoutes } from "./routes/account.ts";
import { linkRoutes } from "./routes/links.ts";
import { publicKeyRoutes } from "./routes/public-keys.ts";
import { sessionRoutes } from "./routes/session.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { requireTrustedOrigin } from "./trusted-origin.ts";

/** The auth worker's routes on the ports they use. */
export function createApp(ports: Ports) {
  const { config, verifyAccessToken } = ports;
  const app = createBaseApp({
    service: "auth",
    endpoints: authEndpoints,
    webOrigin: config.webOrigin,
    production: config.production,
    guards: {
      bearer: requireBearer(verifyAccessToken),
      session_cookie: requireTrustedOrigin(config.webOrigin),
      qstash_signature: requireQstashSignature({
        qstash: config.qstash,
        webhookOrigin: config.authWebhookOrigin,
      }),
    },
  });
  app.route("/", reference({ service: "auth", loadDocument: () => import("../openapi.json") }));
  app.route("/", linkRoutes(ports));
  app.route("/", sessionRoutes(ports));
  app.route("/", accountRoutes(ports));
  app.route("/", publicKeyRoutes(ports));
  app.route("/", webhookRoutes(ports));
  return app;
}
