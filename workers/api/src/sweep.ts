import { sweepDrafts } from "./draft-run.ts";
import { sweepNotices } from "./notices.ts";
import { sweepPlans } from "./plan-sweep.ts";
import type { Ports } from "./ports.ts";
import { forgetPast } from "./queries/forget-past.ts";
import { deleteOldProfileVersions } from "./queries/profile-versions.ts";
import { sweepFiles } from "./sweep-files.ts";

/** What the cron trigger runs. Parts are independent: one that fails does not keep the others from running. */
export async function sweep(ports: Ports): Promise<void> {
  const parts = await Promise.allSettled([
    sweepPlans(ports),
    sweepDrafts(ports),
    sweepNotices(ports, Date.now()),
    sweepFiles(ports, new Date()),
    deleteOldProfileVersions(ports.db),
    forgetPast(ports.db),
  ]);
  const failure = parts.find(({ status }) => status === "rejected");
  if (failure?.status === "rejected") throw failure.reason;
}
