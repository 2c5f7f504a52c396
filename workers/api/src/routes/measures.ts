import { apiEndpoints } from "@alva/contracts/api-endpoints";
import { MeasuredValue } from "@alva/contracts/measure";
import { ApiError } from "@alva/http/api-error";
import type { BearerEnv } from "@alva/http/bearer";
import { readCursor, writeCursor } from "@alva/http/cursor";
import { body, params, query } from "@alva/http/validate";
import { Hono } from "hono";
import * as z from "zod";
import type { Ports } from "../ports.ts";
import { listMeasuredValues, logMeasureOnce } from "../queries/measures.ts";
import { answered, readOperation } from "./operation.ts";

const { listMeasuredValues: list, logMeasure } = apiEndpoints;
const MeasuredCursor = z.tuple([MeasuredValue.shape.measured_on, MeasuredValue.shape.measure]);

/** `/plans/:id/measures`: what owners read off their plan's measures. */
export function measureRoutes({ db }: Ports) {
  return new Hono<BearerEnv>()
    .get(list.path, params(list.params), query(list.query), async (c) => {
      const { cursor, limit } = c.req.valid("query");
      const after = cursor === undefined ? undefined : readCursor(MeasuredCursor, cursor);
      const own = { userId: c.get("caller").sub, planId: c.req.valid("param").id };
      const found = await listMeasuredValues(db, { ...own, after, limit: limit + 1 });
      if (!found) throw new ApiError("not_found", "You have no plan with this id.");
      const page = found.slice(0, limit);
      const last = page.at(-1);
      return c.json({
        items: page,
        next_cursor: found.length > limit && last ? writeCursor([last.measured_on, last.measure]) : null,
      });
    })
    .put(logMeasure.path, params(logMeasure.params), body(logMeasure.body), async (c) => {
      const { operation, fields } = readOperation(c, c.req.valid("json"));
      const planId = c.req.valid("param").id;
      const outcome = await logMeasureOnce(db, { ...operation, planId, said: fields });
      const logged = answered(outcome, noMeasure);
      if (logged) return c.json(logged);
      throw new ApiError("validation_failed", "Nothing was written down.", {
        errors: [{ path: "measured_on", message: "This day has not come yet in your plan's time zone." }],
      });
    });
}

function noMeasure(): ApiError {
  return new ApiError("not_found", "You have no plan with this measure.");
}
