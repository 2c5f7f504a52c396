import type { Cadence } from "@alva/contracts/custom-plan";

/** The most that hours allow of each kind of content (plan pipeline, section 2.1). Hours are whole, 0-20 a week. */
export function cadenceBounds(hours: number): Cadence {
  const band = bands.find(({ from }) => hours >= from);
  return band?.bounds ?? { social_posts_per_week: 0, emails_per_month: 0, blogs_per_month: 0 };
}

const bands: { from: number; bounds: Cadence }[] = [
  { from: 15, bounds: { social_posts_per_week: 7, emails_per_month: 8, blogs_per_month: 8 } },
  { from: 10, bounds: { social_posts_per_week: 5, emails_per_month: 4, blogs_per_month: 4 } },
  { from: 6, bounds: { social_posts_per_week: 4, emails_per_month: 4, blogs_per_month: 2 } },
  { from: 3, bounds: { social_posts_per_week: 3, emails_per_month: 2, blogs_per_month: 1 } },
  { from: 1, bounds: { social_posts_per_week: 1, emails_per_month: 1, blogs_per_month: 0 } },
];

/** Quick wins a week: at most one a weekday, 20 minutes each, in at most half of the week's minutes. */
export function quickWinsPerWeek(capacityMinutes: number): number {
  return Math.min(5, Math.floor(Math.floor(capacityMinutes / 2) / quickWinMinutes));
}

/** Minutes that section 2.1 counts for a quick win. */
export const quickWinMinutes = 20;

/** The largest effort a module may use: 1 is 30 minutes, 2 is 75, 3 is 210. */
export function largestEffort(hours: number): 1 | 2 | 3 {
  if (hours >= 7) return 3;
  return hours >= 2 ? 2 : 1;
}
