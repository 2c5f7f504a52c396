import type { Endpoints } from "../endpoint.ts";
import { pageOf } from "../pagination.ts";
import { PlanId } from "../plan.ts";
import { AnswerInPlan, ReasonsQuery } from "../reasons.ts";

/** Why a plan is as it is. */
export const reasonsEndpoints = {
  listReasons: {
    method: "GET",
    path: "/plans/:id/reasons",
    summary: "The owner's answers that a plan rests on, and what rests on each",
    description:
      "In the order of the cards. With `path` it answers what a change of that answer would touch; nothing rests on an " +
      "answer that is not listed.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    query: ReasonsQuery,
    replies: {
      200: {
        description: "A page of answers; none while the plan is being made.",
        body: pageOf(AnswerInPlan),
      },
    },
    problems: ["not_found", "validation_failed", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
