import * as z from "zod";
import { PlanStep } from "./plan.ts";

const Base64 = z.string().describe("Standard base64");

/**
 * What QStash posts to a callback address after each attempt. `status` is -1 when the destination gave no response;
 * `retried` is absent on the first attempt; `body` is absent when empty. `sourceHeader`, which carries the model
 * provider's key, is deliberately not part of the schema, so that it is dropped on parsing.
 */
export const QstashCallback = z
  .object({
    status: z.int(),
    header: z.record(z.string(), z.array(z.string())).optional(),
    body: Base64.optional(),
    retried: z.int().optional(),
    maxRetries: z.int().optional(),
    sourceMessageId: z.string(),
    sourceBody: Base64.optional(),
    dlqId: z.string().optional(),
  })
  .meta({ id: "QstashCallback" });
export type QstashCallback = z.infer<typeof QstashCallback>;

/** Which attempt of which step a delivery answers; part of the signed callback address. */
export const StepAddress = z.strictObject({
  plan: z.uuid(),
  step: PlanStep,
  attempt: z.coerce.number().int().min(1).max(3),
});
export type StepAddress = z.infer<typeof StepAddress>;
