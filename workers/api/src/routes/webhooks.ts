import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { BaseEnv } from "@alva/http/request-log";
import { body, query } from "@alva/http/validate";
import { Hono } from "hono";
import { takeStepAnswer } from "../plan-run.ts";
import type { Ports } from "../ports.ts";
import { noteClosing } from "../queries/closing-accounts.ts";
import { erasePerson } from "../queries/erase-person.ts";

const { stepAnswered, stepFailed, accountErased, accountClosing, accountRestored } = apiEndpoints;

/** Deliveries of QStash. Both addresses of a step take in the same report: whichever comes first counts. */
export function webhookRoutes(ports: Ports) {
  const app = new Hono<BaseEnv>();
  for (const { path, query: address, body: report } of [stepAnswered, stepFailed]) {
    app.post(path, query(address), body(report), async (c) => {
      const step = c.req.valid("query");
      c.set("about", step);
      const carryOn = await takeStepAnswer(ports, step, c.req.valid("json"));
      c.executionCtx.waitUntil(carryOn());
      return c.body(null, 204);
    });
  }
  for (const { path, body: decision } of [accountClosing, accountRestored]) {
    app.post(path, body(decision), async (c) => {
      const { user_id: userId, at: decidedAt } = c.req.valid("json");
      await noteClosing(ports.db, { userId, decidedAt, closing: path === accountClosing.path });
      return c.body(null, 204);
    });
  }
  return app.post(accountErased.path, body(accountErased.body), async (c) => {
    const { user_id: userId } = c.req.valid("json");
    await erasePerson(ports.db, userId);
    await ports.files.deleteOf(userId);
    return c.body(null, 204);
  });
}
