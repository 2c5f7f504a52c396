import type { Dashboard } from "@alva/contracts/dashboard";

/** What the home page shows on a Tuesday of a plan's first week, but for these fields. */
export const dashboardOf = (fields: Partial<Dashboard> = {}): Dashboard => ({
  today: "2026-09-08",
  plan: {
    id: "00000000-0000-4000-8000-000000000000",
    window_start: "2026-09-07",
    window_end: "2026-12-06",
    timezone: "Europe/Paris",
    week: 1,
    weeks: 13,
  },
  quick_win: null,
  next_quick_win: null,
  deadlines: [],
  overdue: 0,
  week_minutes: { planned: 0, used: 0, capacity: 300 },
  counts: { planned: 1, in_progress: 0, done: 0, parked: 0 },
  streak: { count: 0, days: [{ date: "2026-09-08", state: "neutral" }] },
  ...fields,
});
