import { eraseAccounts, tellClosings } from "./erasure.ts";
import { dispatchDueMails } from "./outbox.ts";
import type { Ports } from "./ports.ts";
import { forgetPast } from "./queries/forget-past.ts";

/** What the cron trigger runs. Erasing comes before the mails, so that the last one leaves in the same run. */
export async function sweep(ports: Ports): Promise<void> {
  await tellClosings(ports);
  await eraseAccounts(ports);
  await dispatchDueMails(ports);
  await forgetPast(ports.db);
}
