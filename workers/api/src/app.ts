import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { createBaseApp } from "@alva/http/base-app";
import { requireBearer } from "@alva/http/bearer";
import { reference } from "@alva/http/reference";
import type { Ports } from "./ports.ts";
import { requireQstashSignature } from "./qstash.ts";
import openApi from "../openapi.json" with { type: "json" };
import { calendarFeedRoutes, calendarRoutes } from "./routes/calendar.ts";
import { chatRoutes } from "./routes/chat.ts";
import { exportRoutes } from "./routes/exports.ts";
import { dashboardRoutes } from "./routes/dashboard.ts";
import { planRoutes } from "./routes/plans.ts";
import { profileRoutes } from "./routes/profile.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** The api worker's routes on the ports they use. */
export function createApp(ports: Ports) {
  const app = createBaseApp({
    service: "api",
    endpoints: apiEndpoints,
    webOrigin: ports.config.webOrigin,
    production: ports.config.production,
    guards: {
      bearer: requireBearer(ports.verifyAccessToken),
      qstash_signature: requireQstashSignature(ports.config),
    },
  });
  app.route("/", reference({ service: "api", document: openApi }));
  app.route("/", profileRoutes(ports));
  app.route("/", planRoutes(ports));
  app.route("/", exportRoutes(ports));
  app.route("/", calendarFeedRoutes(ports));
  app.route("/", calendarRoutes(ports));
  app.route("/", taskRoutes(ports));
  app.route("/", dashboardRoutes(ports));
  app.route("/", chatRoutes(ports));
  app.route("/", webhookRoutes(ports));
  return app;
}
