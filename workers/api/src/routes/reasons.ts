import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { params, query } from "@alva/http/validate";
import { answersInPlan } from "@alva/planning/reasons/answers-in-plan";
import { Hono } from "hono";
import * as z from "zod";
import type { Ports } from "../ports.ts";
import { findPlan } from "../queries/plans.ts";

const { listReasons } = apiEndpoints;
const ReasonsCursor = z.tuple([z.string()]);

/** `/plans/:id/reasons`: the answers that a plan rests on. */
export function reasonRoutes({ db }: Ports) {
  return new Hono<BearerEnv>().get(
    listReasons.path,
    params(listReasons.params),
    query(listReasons.query),
    async (c) => {
      const { limit, cursor, path } = c.req.valid("query");
      const [after] = cursor === undefined ? [] : readCursor(ReasonsCursor, cursor);
      const plan = await findPlan(db, { userId: c.get("caller").sub, planId: c.req.valid("param").id });
      if (!plan) throw new ApiError("not_found", "You have no plan with this id.");
      const { profile, custom_plan: customPlan, master_plan: masterPlan } = plan;
      const answers = masterPlan ? answersInPlan({ profile, customPlan, masterPlan }) : [];
      const asked = answers.filter((answer) => path === undefined || answer.path === path);
      const from = asked.findIndex((answer) => answer.path === after) + 1;
      const page = asked.slice(from, from + limit);
      const last = page.at(-1);
      return c.json({
        items: page,
        next_cursor: from + limit < asked.length && last ? writeCursor([last.path]) : null,
      });
    },
  );
}
