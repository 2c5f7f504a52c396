import type { ResolutionLogEntry, ResolutionType } from "@alva/contracts/master-plan";

/**
 * What did not come into a plan and why, one sentence per reason with how many tasks it concerns, for paper, where the
 * ledger's single lines would fill pages. Moves and repairs are not told: such tasks are in the plan.
 */
export function leftOut(log: readonly ResolutionLogEntry[]): string[] {
  const counts = new Map<string, number>();
  for (const { type, detail = "", count } of log) {
    const reason = reasons[type]?.(detail);
    if (reason !== undefined) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  return Array.from(counts, ([reason, count]) => `${count} ${count === 1 ? "task" : "tasks"} ${reason}`);
}

const reasons: Readonly<Partial<Record<ResolutionType, (detail: string) => string>>> = {
  already_on_board: () => "left out: already on your board",
  channel_gated: (detail) => `left out: ${gates[detail] ?? "the channel is closed"}`,
  deadline_passed: () => "parked: the date they were for cannot be met",
  deferred_past_window: (detail) =>
    detail === "prerequisite"
      ? "parked: what has to come first did not fit"
      : "parked: all 13 weeks are full",
  duplicate_removed: () => "merged: they said the same as another one",
  invalid_dropped: () => "left out: their text could not be used",
  no_capacity: () => "parked: there are no hours for marketing now",
  policy_dropped: () => "left out: against a rule of yours or mine",
  series_closed: () => "not repeated in weeks that are over",
};

const gates: Readonly<Record<string, string>> = {
  ppc_budget: "ads need a budget of at least $300 a month",
  channel_off: "their channel is not part of this plan",
  platform_off: "you do not use their platform",
};
