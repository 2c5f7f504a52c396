import * as z from "zod";
import { PlanStep } from "./plan.ts";

/**
 * Largest delivery of an answer in bytes. QStash cuts an answer at its own size limit, 10 MB on a paid plan, and carries it
 * with our request as base64. What is too large for us is told by the webhook and not by refusing the delivery, which
 * would come again.
 */
export const deliveryBytes = 16 * 1024 * 1024;

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

/** How often an attempt was put off because the model's service was busy; absent when never. */
export const Waits = z.coerce.number().int().min(1).max(999).optional();

/** Which attempt of which step a delivery answers; part of the signed callback address. */
export const StepAddress = z.strictObject({
  plan: z.uuid(),
  step: PlanStep,
  attempt: z.coerce.number().int().min(1).max(3),
  waits: Waits,
});
export type StepAddress = z.infer<typeof StepAddress>;
