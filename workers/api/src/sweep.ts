import { sweepDrafts } from "./draft-run.ts";
import { sweepNotices } from "./notices.ts";
import { sweepPlans } from "./plan-sweep.ts";
import type { Ports } from "./ports.ts";
import { forgetPast } from "./queries/forget-past.ts";
import { deleteOldProfileVersions } from "./queries/profile-versions.ts";
import { sweepFiles } from "./sweep-files.ts";

/** What the cron trigger runs. Parts are independent: one that fails says so in the log and keeps no other from running. */
export async function sweep(ports: Ports): Promise<void> {
  const parts = {
    plans: () => sweepPlans(ports),
    drafts: () => sweepDrafts(ports),
    notices: () => sweepNotices(ports, Date.now()),
    files: () => sweepFiles(ports, new Date()),
    profile_versions: () => deleteOldProfileVersions(ports.db),
    past: () => forgetPast(ports.db),
  };
  await Promise.all(
    Object.entries(parts).map(([part, run]) =>
      run().catch((error: unknown) => {
        const name = error instanceof Error ? error.name : typeof error;
        console.error(JSON.stringify({ level: "error", event: "sweep_failed", part, error: name }));
      }),
    ),
  );
}
