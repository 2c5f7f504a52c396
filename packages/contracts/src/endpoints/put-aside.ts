import type { Endpoints } from "../endpoint.ts";
import { PlanId } from "../plan.ts";
import { AnswersPutAside, PlanPutAside, PutAnswersAside } from "../put-aside.ts";

/** What a person does not want to be asked about again, on any of their devices. */
export const putAsideEndpoints = {
  putPlanAside: {
    method: "POST",
    path: "/plans/:id/put-aside",
    summary: "Not to be asked again about a plan that waits or failed",
    description: "Nothing else changes: a plan that waits can still be compared, applied and declined.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    replies: { 200: { description: "Put aside, now or before.", body: PlanPutAside } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
  putAnswersAside: {
    method: "POST",
    path: "/plans/:id/answers/put-aside",
    summary: "Not to be told again which answers changed since the current plan",
    description: "Answers that are given later are told of. What was put aside stays so.",
    tag: "Plans",
    access: "bearer",
    params: PlanId,
    body: PutAnswersAside,
    replies: { 200: { description: "Put aside up to then, or later.", body: AnswersPutAside } },
    problems: ["not_found", "state_conflict", "dependency_unavailable"],
  },
} as const satisfies Endpoints;
