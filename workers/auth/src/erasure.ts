import type { Ports } from "./ports.ts";
import { eraseDueAccounts } from "./queries/deletion.ts";
import { claimDueErasures, type Erasure, markErasureTold } from "./queries/erasures.ts";

const accountsPerSweep = 50;

/** Erases the accounts whose time has come and has the api worker told, now and again later. */
export async function eraseAccounts(ports: Ports): Promise<void> {
  await eraseDueAccounts(ports.db, { limit: accountsPerSweep });
  for (const erasure of await claimDueErasures(ports.db, { limit: accountsPerSweep }))
    await tell(ports, erasure);
}

/** Never rejects: one that could not be told is told by a later sweep. */
async function tell({ db, tellErased }: Ports, erasure: Erasure): Promise<void> {
  try {
    await tellErased({ user_id: erasure.user_id, timesTold: erasure.times_told });
    await markErasureTold(db, erasure);
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error;
    console.warn(JSON.stringify({ level: "warn", service: "auth", event: "erasure_not_told", reason }));
  }
}
