import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { BaseEnv } from "@alva/http/request-log";
import { body, query } from "@alva/http/validate";
import { Hono } from "hono";
import { takeDraftAnswer } from "../draft-run.ts";
import type { Ports } from "../ports.ts";

const { draftAnswered, draftFailed } = apiEndpoints;

/** QStash's deliveries for drafts. Both addresses take in the same report: whichever comes first counts. */
export function draftWebhookRoutes(ports: Ports) {
  const app = new Hono<BaseEnv>();
  for (const { path, query: address, body: report } of [draftAnswered, draftFailed]) {
    app.post(path, query(address), body(report), async (c) => {
      const draft = c.req.valid("query");
      c.set("about", draft);
      const carryOn = await takeDraftAnswer(ports, draft, c.req.valid("json"));
      c.executionCtx.waitUntil(carryOn());
      return c.body(null, 204);
    });
  }
  return app;
}
