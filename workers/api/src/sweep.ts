import { complaining } from "./complaining.ts";
import { sweepDrafts } from "./draft-run.ts";
import { sweepNotices } from "./notices.ts";
import { sweepPlans } from "./plan-sweep.ts";
import type { Ports } from "./ports.ts";
import { forgetPast } from "./queries/forget-past.ts";
import { deleteOldProfileVersions } from "./queries/profile-versions.ts";
import { sweepFiles } from "./sweep-files.ts";
import { createTurns } from "./turns.ts";

/**
 * What the cron trigger runs. Parts are independent: one that fails says so in the log and keeps no other from running.
 * They share one invocation's connections, so they take turns with what would use many at once.
 */
export async function sweep(ports: Ports): Promise<void> {
  const inTurn = createTurns();
  const parts = {
    plans: () => sweepPlans(ports, inTurn),
    drafts: () => sweepDrafts(ports, inTurn),
    notices: () => inTurn(() => sweepNotices(ports, Date.now())),
    files: () => inTurn(() => sweepFiles(ports, new Date())),
    profile_versions: () => inTurn(() => deleteOldProfileVersions(ports.db)),
    past: () => inTurn(() => forgetPast(ports.db)),
  };
  await Promise.all(Object.entries(parts).map(([part, run]) => complaining(part, run)));
}
