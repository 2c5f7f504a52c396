import { sweepPlans } from "./plan-run.ts";
import type { Ports } from "./ports.ts";
import { forgetPast } from "./queries/forget-past.ts";

/** What the cron trigger runs. Parts are independent: one that fails does not keep the others from running. */
export async function sweep(ports: Ports): Promise<void> {
  const parts = await Promise.allSettled([sweepPlans(ports), forgetPast(ports.db)]);
  const failure = parts.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
}
