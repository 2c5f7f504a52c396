import type { Endpoints } from "../endpoint.ts";
import { LogMeasure, MeasuredValue, MeasureLogged } from "../measure.ts";
import { PageQuery, pageOf } from "../pagination.ts";
import { PlanId } from "../plan.ts";

/** What owners read off their plan's measures. */
export const measuresEndpoints = {
  listMeasuredValues: {
    method: "GET",
    path: "/plans/:id/measures",
    summary: "What its owner read off a plan's measures, newest day first",
    description:
      "A value belongs to its measure's name: what was written down under an earlier plan is there for every plan that has the measure.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    query: PageQuery,
    replies: { 200: { description: "A page of values.", body: pageOf(MeasuredValue) } },
    problems: ["not_found", "validation_failed", "dependency_unavailable"],
  },
  logMeasure: {
    method: "PUT",
    path: "/plans/:id/measures",
    summary: "Write down, correct or take back what a measure was on a day",
    description: "Of changes to one day the one made last wins, whichever arrives last.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    body: LogMeasure,
    replies: { 200: { description: "What stands there now.", body: MeasureLogged } },
    problems: ["not_found", "validation_failed", "idempotency_key_reused", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
