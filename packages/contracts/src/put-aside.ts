import * as z from "zod";
import { Plan, PlanSummary } from "./plan.ts";

/** A plan that waits or failed, about which its owner is not asked again. */
export const PlanPutAside = PlanSummary.pick({ id: true })
  .extend({ put_aside_at: PlanSummary.shape.put_aside_at.unwrap() })
  .meta({ id: "PlanPutAside" });
export type PlanPutAside = z.infer<typeof PlanPutAside>;

/** Which of the answers that changed since the current plan its owner is not to be told of again. */
export const PutAnswersAside = z
  .strictObject({
    until: z.iso.datetime().describe("When the newest of the answers that were shown was given"),
  })
  .meta({ id: "PutAnswersAside" });
export type PutAnswersAside = z.infer<typeof PutAnswersAside>;

/** Up to when changed answers are put aside. It only ever moves on. */
export const AnswersPutAside = Plan.pick({ id: true })
  .extend({ answers_put_aside_until: Plan.shape.answers_put_aside_until.unwrap() })
  .meta({ id: "AnswersPutAside" });
export type AnswersPutAside = z.infer<typeof AnswersPutAside>;
