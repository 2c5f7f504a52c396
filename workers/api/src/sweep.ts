import { sweepDrafts } from "./draft-run.ts";
import { sweepPlans } from "./plan-run.ts";
import type { Ports } from "./ports.ts";

/** What the cron trigger runs. Parts are independent: one that fails does not keep the others from running. */
export async function sweep(ports: Ports): Promise<void> {
  const parts = await Promise.allSettled([sweepPlans(ports), sweepDrafts(ports)]);
  const failure = parts.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
}
