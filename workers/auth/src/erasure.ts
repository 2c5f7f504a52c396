import type { Ports } from "./ports.ts";
import { eraseDueAccounts } from "./queries/deletion.ts";
import { claimDueClosings, markClosingTold } from "./queries/closings.ts";
import { claimDueErasures, markErasureTold } from "./queries/erasures.ts";

const accountsPerSweep = 50;

/** Erases the accounts whose time has come and has the api worker told, now and again later. */
export async function eraseAccounts(ports: Ports): Promise<void> {
  await eraseDueAccounts(ports.db, { limit: accountsPerSweep });
  for (const erasure of await claimDueErasures(ports.db, { limit: accountsPerSweep })) {
    await tryTelling(async () => {
      await ports.tellErased({ user_id: erasure.user_id, timesTold: erasure.times_told });
      await markErasureTold(ports.db, erasure);
    });
  }
}

/** Has the api worker told which accounts are to be erased or kept after all, so that feeds, links to exports and mails stop or go on. */
export async function tellClosings(ports: Ports): Promise<void> {
  for (const closing of await claimDueClosings(ports.db, { limit: accountsPerSweep })) {
    await tryTelling(async () => {
      const { user_id, decided_at: at, trace_id: traceId } = closing;
      await ports.tellClosing({ user_id, at, closing: closing.closing, traceId });
      await markClosingTold(ports.db, closing);
    });
  }
}

/** Never rejects: what could not be told is told by a later sweep. */
async function tryTelling(telling: () => Promise<void>): Promise<void> {
  try {
    await telling();
  } catch (error) {
    const reason = error instanceof Error ? error.name : typeof error;
    console.warn(JSON.stringify({ level: "warn", service: "auth", event: "account_end_not_told", reason }));
  }
}
