import { apiEndpoints } from "@alva/contracts/api-endpoints";
import type { AnswersPutAside, PlanPutAside } from "@alva/contracts/put-aside";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { body, params } from "@alva/http/validate";
import { Hono } from "hono";
import type { Ports } from "../ports.ts";
import { putAnswersAside, putPlanAside } from "../queries/put-aside.ts";

const { putPlanAside: plan, putAnswersAside: answers } = apiEndpoints;

/** `/plans/:id/...`: what a person does not want to be asked about again. */
export function putAsideRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .post(plan.path, params(plan.params), async (c) => {
      const { id } = c.req.valid("param");
      const putAsideAt = found(await putPlanAside(db, { userId: c.get("caller").sub, planId: id }));
      if (putAsideAt === null) {
        throw new ApiError("state_conflict", "This plan neither waits to be applied nor failed.");
      }
      return c.json({ id, put_aside_at: putAsideAt } satisfies PlanPutAside);
    })
    .post(answers.path, params(answers.params), body(answers.body), async (c) => {
      const { id } = c.req.valid("param");
      const { until } = c.req.valid("json");
      const wish = { userId: c.get("caller").sub, planId: id, until };
      const putAsideUntil = found(await putAnswersAside(db, wish));
      if (putAsideUntil === null) throw new ApiError("state_conflict", "This is not your current plan.");
      return c.json({ id, answers_put_aside_until: putAsideUntil } satisfies AnswersPutAside);
    });
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw new ApiError("not_found", "You have no plan with this id.");
  return thing;
}
