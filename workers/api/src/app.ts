import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { createBaseApp } from "@alva/http/base-app";
import { type BearerEnv, requireBearer } from "@alva/http/bearer";
import { limitRequests } from "@alva/http/limit-requests";
import { requireQstashSignature } from "@alva/http/qstash-signature";
import { reference } from "@alva/http/reference";
import type { Context } from "hono";
import { every } from "hono/combine";
import type { Ports } from "./ports.ts";
import { calendarFeedRoutes, calendarRoutes } from "./routes/calendar.ts";
import { draftWebhookRoutes } from "./routes/draft-webhooks.ts";
import { draftRoutes } from "./routes/drafts.ts";
import { chatRoutes } from "./routes/chat.ts";
import { exportFileRoutes, exportRoutes } from "./routes/exports.ts";
import { dashboardRoutes } from "./routes/dashboard.ts";
import { onboardingRoutes } from "./routes/onboarding.ts";
import { notificationRoutes, unsubscribeRoutes } from "./routes/notifications.ts";
import { planRoutes } from "./routes/plans.ts";
import { profileRoutes } from "./routes/profile.ts";
import { profileVersionRoutes } from "./routes/profile-versions.ts";
import { planChangeRoutes } from "./routes/plan-changes.ts";
import { putAsideRoutes } from "./routes/put-aside.ts";
import { simulationRoutes } from "./routes/simulation.ts";
import { ledgerRoutes } from "./routes/ledger.ts";
import { measureRoutes } from "./routes/measures.ts";
import { noteRoutes } from "./routes/notes.ts";
import { reasonRoutes } from "./routes/reasons.ts";
import { taskWriteRoutes } from "./routes/task-writes.ts";
import { taskRoutes } from "./routes/tasks.ts";
import { uploadRoutes } from "./routes/uploads.ts";
import { webhookRoutes } from "./routes/webhooks.ts";

/** The api worker's routes on the ports they use. */
export function createApp(ports: Ports) {
  const app = createBaseApp({
    service: "api",
    endpoints: apiEndpoints,
    webOrigin: ports.config.webOrigin,
    production: ports.config.production,
    guards: {
      bearer: every(
        requireBearer(ports.verifyAccessToken),
        limitRequests({
          limiter: ports.personLimit,
          identify: (c: Context<BearerEnv>) => c.get("caller").sub,
          detail: "That was a lot of requests in one minute. Please wait a moment.",
        }),
      ),
      qstash_signature: requireQstashSignature({
        ...ports.config,
        maxBodyBytes: apiEndpoints.stepAnswered.maxBodyBytes,
      }),
    },
  });
  app.route("/", reference({ service: "api", loadDocument: () => import("../openapi.json") }));
  app.route("/", onboardingRoutes(ports));
  app.route("/", profileRoutes(ports));
  app.route("/", profileVersionRoutes(ports));
  app.route("/", uploadRoutes(ports));
  app.route("/", planRoutes(ports));
  app.route("/", planChangeRoutes(ports));
  app.route("/", putAsideRoutes(ports));
  app.route("/", simulationRoutes(ports));
  app.route("/", noteRoutes(ports));
  app.route("/", ledgerRoutes(ports));
  app.route("/", measureRoutes(ports));
  app.route("/", reasonRoutes(ports));
  app.route("/", exportRoutes(ports));
  app.route("/", exportFileRoutes(ports));
  app.route("/", calendarFeedRoutes(ports));
  app.route("/", calendarRoutes(ports));
  app.route("/", notificationRoutes(ports));
  app.route("/", unsubscribeRoutes(ports));
  app.route("/", taskRoutes(ports));
  app.route("/", taskWriteRoutes(ports));
  app.route("/", draftRoutes(ports));
  app.route("/", dashboardRoutes(ports));
  app.route("/", chatRoutes(ports));
  app.route("/", webhookRoutes(ports));
  app.route("/", draftWebhookRoutes(ports));
  return app;
}
