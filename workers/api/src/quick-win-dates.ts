import type { ZoneClock } from "@alva/planning/governance/time-zone";
import type { QuickWinDates } from "@alva/planning/streak";
import type { CurrentBoard } from "./queries/dashboard.ts";

/** The quick wins of a board as the streak sees them: by the dates of the plan's clock. */
export function quickWinDates({ quickWins }: CurrentBoard, clock: ZoneClock): QuickWinDates[] {
  return quickWins.map(({ due_date, completed_local_date, withdrawn_at }) => ({
    dueDate: due_date,
    completedOn: completed_local_date,
    withdrawnOn: withdrawn_at === null ? null : clock.dateAt(Date.parse(withdrawn_at)),
  }));
}
